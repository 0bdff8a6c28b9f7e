package org.detdiffusion.perception.data;

import java.util.List;
import java.util.Map;

/** A data set and what was left out of it. */
public record ImportedDataSet(DataSet dataSet, DataSetReport report) {

  /** Of which nothing was left out. */
  public static ImportedDataSet whole(DataSet dataSet) {
    int images = dataSet.images().size();
    int objects = dataSet.images().stream().mapToInt(image -> image.objects().size()).sum();
    return new ImportedDataSet(dataSet, new DataSetReport(images, 0, objects, Map.of(), List.of()));
  }
}
