package org.detdiffusion.workbench.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.detdiffusion.workbench.label.LabelReport;

/** What {@code train-detector} has done, in words or as JSON. */
record TrainDetectorReport(TrainDetectorOptions options) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * After a run.
   *
   * @param detectors fewer than were asked for when the run was stopped
   */
  String of(List<Path> detectors, Optional<LabelReport> labels) {
    boolean stopped = detectors.size() < options.folds();
    if (options.reporting().json()) {
      ObjectNode root = JSON.createObjectNode().put("dryRun", false).put("stopped", stopped);
      root.set("detectors", JSON.valueToTree(detectors.stream().map(Path::toString).toList()));
      labels.ifPresent(told -> root.set("labels", told.tree()));
      return root.toPrettyString();
    }
    if (stopped) {
      return "Stopped in fold %d of %d: the same command goes on there."
          .formatted(detectors.size() + 1, options.folds());
    }
    StringBuilder text = new StringBuilder();
    detectors.forEach(path -> text.append("A detector is ").append(path).append('\n'));
    labels.ifPresent(told -> text.append(told.text()));
    return text.toString().stripTrailing();
  }

  /**
   * Before one.
   *
   * @param images to learn from
   */
  String dryRun(int images) {
    if (options.reporting().json()) {
      return JSON.createObjectNode()
          .put("dryRun", true)
          .put("out", options.out().toString())
          .put("folds", options.folds())
          .put("steps", options.learning().steps())
          .put("images", images)
          .toPrettyString();
    }
    return String.format(
        Locale.ROOT,
        "Would write %s: %d detectors of %,d steps each, from %,d images%s.",
        options.out(),
        options.folds(),
        options.learning().steps(),
        images,
        options.folds() > 1 ? ", and their labels" : "");
  }
}
