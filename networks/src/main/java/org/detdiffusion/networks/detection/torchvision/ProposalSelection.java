package org.detdiffusion.networks.detection.torchvision;

import java.util.stream.IntStream;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.Suppression;

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
    double[] logits =
        IntStream.range(0, count).mapToDouble(i -> answers[5 * (row + from + i)]).toArray();
    IntStream.of(Suppression.byScore(logits))
        .limit(candidates)
        .filter(i -> sigmoid(logits[i]) >= score)
        .forEach(
            i -> {
              double[] box = new double[4];
              int at = 5 * (row + from + i) + 1;
              BoxCoder.PLAIN.decode(anchors, from + i, answers, at, box, 0);
              selected.add(box, logits[i], level);
            });
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }
}
