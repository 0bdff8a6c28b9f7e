package org.detdiffusion.perception.metrics;

import java.util.Arrays;
import java.util.List;

/** Precision over recall of one class, size range and number of detections, at each IoU. */
final class CocoCurve {
  private static final double EPSILON = Math.ulp(1.0);

  private final boolean counted;
  private final double[][] precision;
  private final double[] recall;

  private CocoCurve(boolean counted) {
    this.counted = counted;
    this.precision = new double[CocoThresholds.IOU.length][CocoThresholds.RECALL.length];
    this.recall = new double[CocoThresholds.IOU.length];
    if (!counted) {
      Arrays.stream(precision).forEach(each -> Arrays.fill(each, -1));
    }
  }

  /**
   * @param matchings one an image, in the order of the ranking's pairs
   */
  static CocoCurve of(List<CocoMatching> matchings, CocoRanking ranking) {
    int truths = matchings.stream().mapToInt(CocoMatching::counted).sum();
    CocoCurve curve = new CocoCurve(truths > 0);
    for (int threshold = 0; truths > 0 && threshold < CocoThresholds.IOU.length; threshold++) {
      curve.fill(threshold, matchings, ranking.places(), truths);
    }
    return curve;
  }

  /** Whether any true object counts; without, the curve says nothing. */
  boolean isCounted() {
    return counted;
  }

  /** At recall 0, 0.01, ... 1; -1 throughout where no true object counts. */
  double[] precision(int threshold) {
    return precision[threshold].clone();
  }

  double averagePrecision(int threshold) {
    return Arrays.stream(precision[threshold]).sum() / CocoThresholds.RECALL.length;
  }

  double recall(int threshold) {
    return recall[threshold];
  }

  private void fill(
      int threshold, List<CocoMatching> matchings, List<CocoRanking.Place> places, int truths) {
    double[] recalls = new double[places.size()];
    double[] precisions = new double[places.size()];
    double right = 0;
    double wrong = 0;
    for (int i = 0; i < recalls.length; i++) {
      CocoRanking.Place place = places.get(i);
      CocoMatching matching = matchings.get(place.pair());
      if (!matching.ignored[threshold][place.detection()]) {
        boolean found = matching.found[threshold][place.detection()];
        right += found ? 1 : 0;
        wrong += found ? 0 : 1;
      }
      recalls[i] = right / truths;
      precisions[i] = right / (wrong + right + EPSILON);
    }
    recall[threshold] = recalls.length == 0 ? 0 : recalls[recalls.length - 1];
    sample(precisions, recalls, precision[threshold]);
  }

  /** Takes at each recall the best precision at that recall or a higher one. */
  private static void sample(double[] precisions, double[] recalls, double[] sampled) {
    for (int i = precisions.length - 1; i > 0; i--) {
      precisions[i - 1] = Math.max(precisions[i - 1], precisions[i]);
    }
    int place = 0;
    for (int r = 0; r < sampled.length; r++) {
      while (place < recalls.length && recalls[place] < CocoThresholds.RECALL[r]) {
        place++;
      }
      sampled[r] = place < recalls.length ? precisions[place] : 0;
    }
  }
}
