package org.detdiffusion.perception.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What is there: images, classes and objects. */
public record CocoGroundTruth(
    List<Long> imageIds, List<CocoCategory> categories, List<TrueObject> objects) {

  public CocoGroundTruth {
    imageIds = List.copyOf(imageIds);
    categories = List.copyOf(categories);
    objects = List.copyOf(objects);
  }

  /**
   * Reads a COCO annotation file; its masks only when masks are to be compared.
   *
   * @throws IOException when the file can't be read or is no such file
   */
  public static CocoGroundTruth read(Path file, CocoType type) throws IOException {
    return new CocoFiles(file, type).groundTruth();
  }
}
