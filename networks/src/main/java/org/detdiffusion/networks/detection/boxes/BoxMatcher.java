package org.detdiffusion.networks.detection.boxes;

import java.util.Arrays;

/**
 * Gives each candidate box the true box that it overlaps most, as torchvision's {@code Matcher}.
 *
 * @param high overlap from which a candidate counts as a match
 * @param low overlap below which it counts as background
 * @param keepsBest whether the best candidates of a true box match even below {@code high}
 */
public record BoxMatcher(double high, double low, boolean keepsBest) {

  /** Of a candidate that overlaps too little. */
  public static final int BACKGROUND = -1;

  /** Of a candidate between both thresholds, which counts as nothing. */
  public static final int UNCERTAIN = -2;

  /** For each candidate the index of its true box, {@link #BACKGROUND} or {@link #UNCERTAIN}. */
  public int[] match(Boxes truth, Boxes candidates) {
    double[][] overlaps = new double[truth.size()][candidates.size()];
    for (int row = 0; row < overlaps.length; row++) {
      for (int column = 0; column < candidates.size(); column++) {
        overlaps[row][column] = truth.overlap(row, candidates, column);
      }
    }
    return match(overlaps, candidates.size());
  }

  /**
   * @param overlaps a row for each true box, a column for each candidate
   */
  public int[] match(double[][] overlaps, int candidates) {
    int[] matches = new int[candidates];
    for (int column = 0; column < candidates; column++) {
      matches[column] = classified(overlaps, column);
    }
    if (keepsBest) {
      Arrays.stream(overlaps).forEach(row -> restoreBest(overlaps, row, matches));
    }
    return matches;
  }

  private int classified(double[][] overlaps, int column) {
    int best = best(overlaps, column);
    double overlap = best < 0 ? 0 : overlaps[best][column];
    if (overlap < low) {
      return BACKGROUND;
    }
    return overlap < high ? UNCERTAIN : best;
  }

  private static int best(double[][] overlaps, int column) {
    int best = -1;
    for (int row = 0; row < overlaps.length; row++) {
      if (best < 0 || overlaps[row][column] > overlaps[best][column]) {
        best = row;
      }
    }
    return best;
  }

  private static void restoreBest(double[][] overlaps, double[] row, int[] matches) {
    double highest = Arrays.stream(row).max().orElse(0);
    for (int column = 0; column < row.length; column++) {
      if (row[column] == highest) {
        matches[column] = best(overlaps, column);
      }
    }
  }
}
