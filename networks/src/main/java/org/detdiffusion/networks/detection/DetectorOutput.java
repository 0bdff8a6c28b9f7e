package org.detdiffusion.networks.detection;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;

/**
 * The raw numbers of a detector for a batch.
 *
 * @param values {@code [N, classes + 4, G, G]}: scores 0..1, then distances in pixels
 */
record DetectorOutput(DetectorConfig config, float[] values) {

  /** Below this a detection changes no measure. */
  private static final double LEAST_SCORE = 0.05;

  private static final NonMaximumSuppression SUPPRESSION = new NonMaximumSuppression(0.55, 100);

  /** Of one image of the batch, best first. */
  List<Detection> detections(int image) {
    int points = config.gridSize() * config.gridSize();
    int start = image * (config.classes().size() + 4) * points;
    List<Detection> candidates = new ArrayList<>();
    for (int c = 0; c < config.classes().size(); c++) {
      for (int point = 0; point < points; point++) {
        float score = values[start + c * points + point];
        if (score >= LEAST_SCORE) {
          candidates.add(new Detection(config.classes().get(c), box(start, point), score));
        }
      }
    }
    return SUPPRESSION.apply(candidates);
  }

  private Box box(int start, int point) {
    int grid = config.gridSize();
    int points = grid * grid;
    int at = start + config.classes().size() * points + point;
    double x = (point % grid + 0.5) * DetectorConfig.STRIDE;
    double y = (point / grid + 0.5) * DetectorConfig.STRIDE;
    return Box.ofCorners(
            x - values[at],
            y - values[at + points],
            x + values[at + 2 * points],
            y + values[at + 3 * points])
        .clip(config.imageSize(), config.imageSize());
  }
}
