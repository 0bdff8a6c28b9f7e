package org.detdiffusion.networks.detection.exported;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the numbers that leave a network mean. */
enum OutputLayout {
  /** Boxes (x1, y1, x2, y2), whole labels and scores, one array each, in any order. */
  TORCHVISION,
  /** {@code [1, n, 5 + classes]}: centre, width, height, objectness, scores. */
  YOLOV5,
  /** {@code [1, 4 + classes, n]}: centre, width, height, scores; also YOLO11 and most since. */
  YOLOV8,
  /** {@code [1, n, 6]}: x1, y1, x2, y2, score, label; nothing is left to suppress. */
  END_TO_END;

  private static final String STATED =
      "the setting 'output' must be torchvision, yolov5, yolov8 or end_to_end";

  /** More than Ultralytics' end-to-end networks give unless told, so must be stated. */
  private static final int FEW_ROWS = 300;

  /** By its name in lower case. */
  static OutputLayout named(String name) {
    for (OutputLayout layout : values()) {
      if (layout.name().toLowerCase(Locale.ROOT).equals(name)) {
        return layout;
      }
    }
    throw new IllegalArgumentException(STATED + ", not '" + name + "'");
  }

  /**
   * The one layout that fits.
   *
   * @throws IllegalArgumentException in one sentence when none does, or two do
   */
  static OutputLayout recognise(List<OutputArray> outputs, int classes) {
    List<OutputLayout> fitting =
        Stream.of(values())
            .filter(layout -> layout.fits(outputs, classes))
            .filter(layout -> layout != END_TO_END || outputs.get(0).shape()[1] <= FEW_ROWS)
            .toList();
    if (fitting.size() > 1) {
      throw new IllegalArgumentException(
          "its output %s can be read in %d ways: state 'output' in config.json"
              .formatted(outputs.get(0).shown(), fitting.size()));
    }
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(misfit(outputs, classes));
    }
    return fitting.get(0);
  }

  /**
   * @throws IllegalArgumentException in one sentence when these are not such outputs
   */
  OutputLayout require(List<OutputArray> outputs, int classes) {
    if (!fits(outputs, classes)) {
      throw new IllegalArgumentException(misfit(outputs, classes));
    }
    return this;
  }

  private boolean fits(List<OutputArray> outputs, int classes) {
    if (this == TORCHVISION) {
      return outputs.size() == 3 && SeparateArrays.find(outputs).isPresent();
    }
    if (outputs.size() != 1) {
      return false;
    }
    OutputArray output = outputs.get(0);
    return switch (this) {
      case YOLOV5 -> output.isBatchOfOne() && output.shape()[2] == 5 + classes;
      case YOLOV8 -> output.isBatchOfOne() && output.shape()[1] == 4 + classes;
      default -> output.isBatchOfOne() && output.shape()[2] == 6;
    };
  }

  private static String misfit(List<OutputArray> outputs, int classes) {
    if (outputs.size() != 1 && outputs.size() != 3) {
      return ("it has %d outputs where YOLO has one and torchvision three (boxes, labels, scores):"
              + " export it for detection alone")
          .formatted(outputs.size());
    }
    String shapes = String.join(", ", outputs.stream().map(OutputArray::shown).toList());
    return ("its output %s is neither [1, n, %d] (YOLOv5), [1, %d, n] (YOLOv8), [1, n, 6] (end to"
            + " end) nor boxes, labels and scores: config.json must name all its classes, now %d,"
            + " and 'output' must be its layout where that is stated")
        .formatted(shapes, 5 + classes, 4 + classes, classes);
  }
}
