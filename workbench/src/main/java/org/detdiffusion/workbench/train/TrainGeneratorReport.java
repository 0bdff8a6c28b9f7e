package org.detdiffusion.workbench.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What {@code train-generator} has done, in words or as JSON. */
record TrainGeneratorReport(TrainGeneratorOptions options) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * After a run.
   *
   * @param published the model's directory; none when the run was stopped
   */
  String of(Optional<Path> published, int step) {
    if (options.reporting().json()) {
      return json(published, step).put("stopped", published.isEmpty()).toPrettyString();
    }
    return published
        .map(path -> "The trained model is " + path)
        .orElseGet(
            () ->
                "Stopped at step %d of %d: the same command goes on there."
                    .formatted(step, steps()));
  }

  /** When there is nothing left to do. */
  String before(Path model) {
    return options.reporting().json()
        ? json(Optional.of(model), steps()).put("stopped", false).toPrettyString()
        : "This was trained before: " + model;
  }

  /**
   * Before a run.
   *
   * @param images to learn from
   */
  String dryRun(int images) {
    return options.reporting().json()
        ? json(Optional.empty(), 0).put("images", images).toPrettyString()
        : String.format(
            Locale.ROOT,
            "Would write %s: a model of %,d steps, from %,d images.",
            options.out(),
            steps(),
            images);
  }

  private int steps() {
    return options.tuning().run().steps();
  }

  private ObjectNode json(Optional<Path> model, int step) {
    return JSON.createObjectNode()
        .put("dryRun", options.reporting().dryRun())
        .put("model", model.map(Path::toString).orElse(null))
        .put("step", step)
        .put("steps", steps());
  }
}
