package org.detdiffusion.perception.data.pocket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.data.DataSetReport;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Collects problems, so that one bad image does not stop the rest; too many of them do. */
final class ImportLog {
  private static final int MAX_WARNINGS = 20;
  private static final int PATIENCE = 50;

  private final String source;
  private final Map<String, Integer> dropped = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private int imagesRead;
  private int imagesSkipped;
  private int objectsSeen;
  private int objectsInvalid;

  ImportLog(String source) {
    this.source = source;
  }

  void imageRead() {
    imagesRead++;
  }

  void objectSeen() {
    objectsSeen++;
  }

  void imageSkipped(String sentence) throws InvalidDataSetException {
    imagesSkipped++;
    warn("images that can't be used", sentence);
    if (imagesSkipped >= PATIENCE) {
      requireMostImages();
    }
  }

  /** An annotation that makes no sense. */
  void objectInvalid(String reason, String sentence) {
    objectsInvalid++;
    warn(reason, sentence);
  }

  void warn(String reason, String sentence) {
    count(reason);
    if (warnings.size() < MAX_WARNINGS) {
      warnings.add(sentence);
    }
  }

  /** Something left out in the ordinary course, without a warning. */
  void count(String reason) {
    dropped.merge(reason, 1, Integer::sum);
  }

  void requireMostImages() throws InvalidDataSetException {
    if (imagesSkipped > imagesRead) {
      throw new InvalidDataSetException(
          "%d of the first %d images of %s can't be used, among them: %s"
              .formatted(imagesSkipped, imagesSkipped + imagesRead, source, warnings.get(0)));
    }
  }

  void requireMostObjects() throws InvalidDataSetException {
    if (objectsInvalid * 2 > objectsSeen) {
      throw new InvalidDataSetException(
          "%d of %d annotations of %s can't be used, among them: %s"
              .formatted(objectsInvalid, objectsSeen, source, warnings.get(0)));
    }
  }

  InvalidDataSetException nothingLeft() {
    return new InvalidDataSetException(
        source
            + " gives no image with objects: "
            + (warnings.isEmpty() ? "annotate some of its images" : warnings.get(0)));
  }

  DataSetReport report(int objectsKept) {
    return new DataSetReport(imagesRead, imagesSkipped, objectsKept, dropped, warnings);
  }
}
