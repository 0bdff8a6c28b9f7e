package org.detdiffusion.networks.detection.exported;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.detection.exported.ExportedNetwork.ImageSize;
import org.detdiffusion.networks.detection.settings.Settings;

/**
 * What {@code config.json} says of an exported detector, under Ultralytics' names.
 *
 * @param classes names by label, {@code classes}
 * @param output {@code output}; empty to recognise it
 * @param size {@code imgsz}, side of the square that the network looks at, in pixels; when 0, not
 *     set, what an ONNX file says, and 640 for TorchScript
 * @param stride {@code stride}, 32
 * @param auto {@code auto}, false
 * @param scaleup {@code scaleup}, true
 * @param confidence {@code conf_thres}, 0.001: a rule that labels objects has a threshold of its
 *     own, which this must not forestall
 * @param overlap {@code iou_thres}; empty for 0.6 with YOLOv5's layout and 0.7 with YOLOv8's, as
 *     those programs validate
 * @param most {@code max_det}, 300
 * @param mostCandidates {@code max_nms}, 30000
 * @param multiLabel {@code multi_label}, true: whether a box may have more classes than its best
 * @param agnostic {@code agnostic}, false: whether boxes of different classes suppress each other
 */
record ExportedSettings(
    List<String> classes,
    Optional<OutputLayout> output,
    int size,
    int stride,
    boolean auto,
    boolean scaleup,
    double confidence,
    Optional<Double> overlap,
    int most,
    int mostCandidates,
    boolean multiLabel,
    boolean agnostic) {

  private static final int STANDARD_SIZE = 640;

  /** More than any image has; bounds the memory that a setting can ask for. */
  private static final int LARGEST = 8192;

  /**
   * @throws IllegalArgumentException in one sentence that names the setting
   */
  static ExportedSettings read(JsonNode json) {
    Settings given = new Settings(json);
    ExportedSettings settings =
        new ExportedSettings(
            given.texts("classes"),
            given.has("output")
                ? Optional.of(OutputLayout.named(given.text("output")))
                : Optional.empty(),
            given.whole("imgsz", 0),
            given.whole("stride", 32),
            given.flag("auto", false),
            given.flag("scaleup", true),
            given.number("conf_thres", 0.001),
            given.has("iou_thres") ? Optional.of(given.number("iou_thres", 0)) : Optional.empty(),
            given.whole("max_det", 300),
            given.whole("max_nms", 30_000),
            given.flag("multi_label", true),
            given.flag("agnostic", false));
    given.refuseOthers();
    settings.check();
    return settings;
  }

  private void check() {
    require(!classes.isEmpty(), "the setting 'classes' must name at least one class");
    require(size >= 0 && size <= LARGEST, "the setting 'imgsz' must be 1 to " + LARGEST);
    require(stride > 0 && stride <= LARGEST, "the setting 'stride' must be 1 to " + LARGEST);
    require(isShare(confidence), "the setting 'conf_thres' must be 0 to 1");
    require(overlap.map(ExportedSettings::isShare).orElse(true), "'iou_thres' must be 0 to 1");
    require(most > 0, "the setting 'max_det' must be at least 1");
    require(mostCandidates > 0, "the setting 'max_nms' must be at least 1");
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /**
   * @param fixed the size that the network is tied to
   * @throws IllegalArgumentException in one sentence when a setting asks for another
   */
  Letterbox letterbox(Optional<ImageSize> fixed) {
    int side = size == 0 ? STANDARD_SIZE : size;
    ImageSize actual = fixed.orElse(new ImageSize(side, side));
    require(
        fixed.isEmpty() || size == 0 || (actual.height() == size && actual.width() == size),
        "it looks at images of %dx%d: set 'imgsz' to that, or leave it out"
            .formatted(actual.width(), actual.height()));
    require(
        fixed.isEmpty() || !auto, "it looks at images of one size: leave the setting 'auto' out");
    return new Letterbox(actual.height(), actual.width(), auto, scaleup, stride);
  }

  /** In single precision, as the scores are. */
  boolean passes(float score) {
    return score > (float) confidence;
  }

  OffsetSuppression suppression(OutputLayout layout) {
    double standard = layout == OutputLayout.YOLOV5 ? 0.6 : 0.7;
    return new OffsetSuppression(overlap.orElse(standard), mostCandidates, most, agnostic);
  }

  /**
   * @throws IllegalArgumentException when no class has the label
   */
  int requireLabel(float label) {
    require(
        label >= 0 && label < classes.size(),
        "it gives the label %.0f, and config.json names %d classes: name all of them in order"
            .formatted(label, classes.size()));
    return (int) label;
  }
}
