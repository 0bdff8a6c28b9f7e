package org.detdiffusion.networks.detection.boxes;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Of boxes of one group that overlap, keeps the best, as torchvision's {@code nms} and {@code
 * batched_nms}; equal scores keep their order.
 *
 * @param threshold overlap above which the weaker of two is dropped
 */
public record Suppression(double threshold) {

  /** Indices, best first. */
  private static int[] byScore(double[] scores) {
    return IntStream.range(0, scores.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * @param groups of each box; boxes of different groups leave each other alone
   * @param most how many to keep at most
   * @return indices of the boxes that are kept, best first
   */
  public int[] keep(Boxes boxes, double[] scores, int[] groups, int most) {
    int[] kept = new int[Math.min(most, boxes.size())];
    int count = 0;
    for (int candidate : byScore(scores)) {
      if (count == kept.length) {
        break;
      }
      if (!suppressed(boxes, groups, kept, count, candidate)) {
        kept[count++] = candidate;
      }
    }
    return IntStream.of(kept).limit(count).toArray();
  }

  private boolean suppressed(Boxes boxes, int[] groups, int[] kept, int count, int candidate) {
    for (int i = 0; i < count; i++) {
      boolean sameGroup = groups[kept[i]] == groups[candidate];
      // In single precision, as torchvision's: it decides where an overlap is the threshold.
      if (sameGroup && (float) boxes.overlap(kept[i], boxes, candidate) > threshold) {
        return true;
      }
    }
    return false;
  }
}
