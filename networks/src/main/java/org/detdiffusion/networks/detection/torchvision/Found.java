package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.Suppression;

/**
 * Boxes on one image, each with a score 0..1 and the index of its class.
 *
 * @param scores of the boxes
 * @param labels of the boxes
 */
// Handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
public record Found(Boxes boxes, double[] scores, int[] labels) {

  /** The best that don't overlap another of their class too much, best first. */
  Found suppressed(double overlap, int most) {
    return select(new Suppression(overlap).keep(boxes, scores, labels, most));
  }

  Found select(int[] kept) {
    double[] keptScores = new double[kept.length];
    int[] keptLabels = new int[kept.length];
    for (int i = 0; i < kept.length; i++) {
      keptScores[i] = scores[kept[i]];
      keptLabels[i] = labels[kept[i]];
    }
    return new Found(boxes.select(kept), keptScores, keptLabels);
  }

  Found on(Boxes moved) {
    return new Found(moved, scores, labels);
  }
}
