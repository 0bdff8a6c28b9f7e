package org.detdiffusion.perception.metrics;

/**
 * Assigns the detections of one class in one image to the true objects, best score first, at every
 * IoU threshold. Crowds and objects outside the size range are only used when nothing else fits,
 * and what is assigned to them is ignored.
 */
final class CocoMatching {
  /** Just below 1, so that a perfect overlap passes every threshold (as in pycocotools). */
  private static final double ALMOST_ONE = 1 - 1e-10;

  private static final int NONE = -1;

  private final CocoPair pair;
  private final boolean[] ignoredTruth;
  private final int[] order;

  /** By threshold and detection: whether it found an object; whether it does not count. */
  final boolean[][] found;

  final boolean[][] ignored;

  private CocoMatching(CocoPair pair, AreaRange range) {
    this.pair = pair;
    this.ignoredTruth = new boolean[pair.trueAreas.length];
    for (int t = 0; t < ignoredTruth.length; t++) {
      ignoredTruth[t] = pair.crowds[t] || range.excludes(pair.trueAreas[t]);
    }
    this.order = countedFirst(ignoredTruth);
    this.found = new boolean[CocoThresholds.IOU.length][pair.detections()];
    this.ignored = new boolean[CocoThresholds.IOU.length][pair.detections()];
  }

  static CocoMatching of(CocoPair pair, AreaRange range) {
    CocoMatching matching = new CocoMatching(pair, range);
    for (int threshold = 0; threshold < CocoThresholds.IOU.length; threshold++) {
      matching.match(threshold, range);
    }
    return matching;
  }

  /** How many true objects count. */
  int counted() {
    int counted = 0;
    for (boolean each : ignoredTruth) {
      counted += each ? 0 : 1;
    }
    return counted;
  }

  private void match(int threshold, AreaRange range) {
    boolean[] taken = new boolean[ignoredTruth.length];
    for (int d = 0; d < pair.detections(); d++) {
      int best = best(pair.overlaps[d], taken, CocoThresholds.IOU[threshold]);
      if (best == NONE) {
        ignored[threshold][d] = range.excludes(pair.areas[d]);
      } else {
        taken[best] = true;
        found[threshold][d] = true;
        ignored[threshold][d] = ignoredTruth[best];
      }
    }
  }

  private int best(double[] overlaps, boolean[] taken, double threshold) {
    double least = Math.min(threshold, ALMOST_ONE);
    int best = NONE;
    for (int t : order) {
      if (best != NONE && !ignoredTruth[best] && ignoredTruth[t]) {
        return best;
      }
      boolean free = !taken[t] || pair.crowds[t];
      if (free && overlaps[t] >= least) {
        least = overlaps[t];
        best = t;
      }
    }
    return best;
  }

  private static int[] countedFirst(boolean[] ignored) {
    int[] order = new int[ignored.length];
    int next = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int t = 0; t < ignored.length; t++) {
        if (ignored[t] == (pass == 1)) {
          order[next++] = t;
        }
      }
    }
    return order;
  }
}
