package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.networks.detection.boxes.BestScores;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Which answers of the first stage become proposals.
 *
 * @param candidates of a level, at most, before suppression
 * @param proposals of an image, at most
 * @param overlap above which the weaker of two of a level is dropped
 * @param score that a proposal must reach, 0..1
 */
public record ProposalSelection(int candidates, int proposals, double overlap, double score) {

  private static final double SMALLEST = 1e-3;

  /**
   * @param answers {@code [N, anchors, 5]}
   * @param counts of anchors on each level
   */
  Boxes select(float[] answers, int image, Boxes anchors, int[] counts, ImageBatch.Size size) {
    Candidates selected = new Candidates();
    int from = 0;
    for (int level = 0; level < counts.length; level++) {
      addLevel(answers, image * anchors.size(), from, counts[level], anchors, level, selected);
      from += counts[level];
    }
    Found clipped = Candidates.atLeast(selected.clipped(size), SMALLEST);
    return clipped.suppressed(overlap, proposals).boxes();
  }

  private void addLevel(
      float[] answers,
      int row,
      int from,
      int count,
      Boxes anchors,
      int level,
      Candidates selected) {
    BestScores best = new BestScores(candidates);
    for (int i = 0; i < count; i++) {
      best.offer(i, answers[5 * (row + from + i)]);
    }
    for (BestScores.Scored one : best.bestFirst()) {
      if (sigmoid(one.score()) >= score) {
        double[] box = new double[4];
        int at = 5 * (row + from + one.index()) + 1;
        BoxCoder.PLAIN.decode(anchors, from + one.index(), answers, at, box, 0);
        selected.add(box, one.score(), level);
      }
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
