package org.detdiffusion.perception.data;

/** A data set and what was left out of it. */
public record ImportedDataSet(DataSet dataSet, DataSetReport report) {}
