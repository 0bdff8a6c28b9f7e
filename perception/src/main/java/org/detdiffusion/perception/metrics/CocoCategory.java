package org.detdiffusion.perception.metrics;

/** A class of a COCO file. */
public record CocoCategory(int id, String name) {}
