package org.detdiffusion.perception.metrics;

/**
 * Fréchet distance of two sets of feature vectors, each taken as a normal distribution (Heusel et
 * al. 2017): 0 when means and covariances agree.
 *
 * <p>The trace of the square root of the product of two covariances is the sum of the singular
 * values of the product of their factors. So no covariance is ever made and no root drawn of its
 * smallest eigenvalues, which would cost half of the digits where features depend on each other.
 */
public final class FrechetDistance {

  private FrechetDistance() {}

  /**
   * @param first a row for each image, two at least
   * @param second rows of the same width
   */
  public static double of(double[][] first, double[][] second) {
    check(first, first);
    check(first, second);
    double[] firstMean = mean(first);
    double[] secondMean = mean(second);
    double[][] a = factor(first, firstMean);
    double[][] b = factor(second, secondMean);
    double distance = 0;
    for (int i = 0; i < firstMean.length; i++) {
      distance += (firstMean[i] - secondMean[i]) * (firstMean[i] - secondMean[i]);
    }
    return distance + square(a) + square(b) - 2 * SingularValues.sum(product(a, b));
  }

  private static void check(double[][] first, double[][] rows) {
    if (rows.length < 2 || first[0].length == 0) {
      throw new IllegalArgumentException(
          "a Fréchet distance needs features of at least two images, not of " + rows.length);
    }
    for (double[] row : rows) {
      if (row.length != first[0].length) {
        throw new IllegalArgumentException(
            "features have %d numbers in one place and %d in another"
                .formatted(first[0].length, row.length));
      }
    }
  }

  private static double[] mean(double[][] rows) {
    double[] mean = new double[rows[0].length];
    for (double[] row : rows) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += row[i] / rows.length;
      }
    }
    return mean;
  }

  /** A matrix whose square is the unbiased covariance, with no more rows than columns. */
  private static double[][] factor(double[][] rows, double[] mean) {
    double[][] factor = new double[rows.length][mean.length];
    double scale = 1 / Math.sqrt(rows.length - 1.0);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < mean.length; j++) {
        factor[i][j] = (rows[i][j] - mean[j]) * scale;
      }
    }
    return Reflections.triangle(factor);
  }

  private static double square(double[][] matrix) {
    double sum = 0;
    for (double[] row : matrix) {
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum;
  }

  /** The first times the transposed second. */
  private static double[][] product(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        double sum = 0;
        for (int k = 0; k < a[i].length; k++) {
          sum += a[i][k] * b[j][k];
        }
        product[i][j] = sum;
      }
    }
    return product;
  }
}
