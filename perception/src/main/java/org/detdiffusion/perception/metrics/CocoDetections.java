package org.detdiffusion.perception.metrics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a detector says, in the order of its file (which decides between equal scores). */
public record CocoDetections(List<ScoredObject> objects) {

  public CocoDetections {
    objects = List.copyOf(objects);
  }

  /**
   * Reads a COCO result file; its masks only when masks are to be compared.
   *
   * @throws IOException when the file can't be read or is no such file
   */
  public static CocoDetections read(Path file, CocoType type) throws IOException {
    return new CocoFiles(file, type).detections();
  }
}
