package org.detdiffusion.perception.metrics;

import java.util.Arrays;

/**
 * Singular values by reduction to two diagonals (Golub and Kahan 1965). They are exact to the last
 * digits of the largest one.
 */
final class SingularValues {

  private static final int MOST_ROUNDS = 60;

  private SingularValues() {}

  /** The sum of all of them. */
  static double sum(double[][] matrix) {
    double[][] tall = matrix.length < matrix[0].length ? transposed(matrix) : copy(matrix);
    double sum = 0;
    for (double value : eigenvalues(diagonals(tall))) {
      sum += Math.max(value, 0);
    }
    return sum;
  }

  /** Both diagonals of the reduced matrix, one number of each in turn. */
  private static double[] diagonals(double[][] matrix) {
    int columns = matrix[0].length;
    double[] diagonals = new double[2 * columns - 1];
    for (int k = 0; k < columns; k++) {
      diagonals[2 * k] = Reflections.reflectColumn(matrix, k, k);
      if (k < columns - 1) {
        diagonals[2 * k + 1] = Reflections.reflectRow(matrix, k, k + 1);
      }
    }
    return diagonals;
  }

  /**
   * Of the symmetric matrix with zeros on its diagonal and these numbers beside it, whose
   * eigenvalues are the singular values and their negatives; by QL steps with shifts.
   */
  private static double[] eigenvalues(double[] beside) {
    double[] values = new double[beside.length + 1];
    double[] rest = Arrays.copyOf(beside, values.length);
    double largest = 0;
    for (double value : beside) {
      largest = Math.max(largest, Math.abs(value));
    }
    for (int first = 0; first < values.length; first++) {
      int rounds = 0;
      int last = end(rest, first, largest);
      while (last > first) {
        if (rounds++ == MOST_ROUNDS) {
          throw new ArithmeticException("singular values do not converge");
        }
        step(values, rest, first, last);
        last = end(rest, first, largest);
      }
    }
    return values;
  }

  /** The last row of the block that begins with the first. */
  private static int end(double[] rest, int first, double largest) {
    int last = first;
    while (last < rest.length - 1 && Math.abs(rest[last]) > 0x1p-54 * largest) {
      last++;
    }
    return last;
  }

  private static void step(double[] values, double[] rest, int first, int last) {
    double half = (values[first + 1] - values[first]) / (2 * rest[first]);
    double root = Math.copySign(Math.hypot(half, 1), half);
    double g = values[last] - values[first] + rest[first] / (half + root);
    double sine = 1;
    double cosine = 1;
    double shift = 0;
    for (int i = last - 1; i >= first; i--) {
      double f = sine * rest[i];
      double b = cosine * rest[i];
      double r = Math.hypot(f, g);
      rest[i + 1] = r;
      if (r == 0) {
        values[i + 1] -= shift;
        rest[last] = 0;
        return;
      }
      sine = f / r;
      cosine = g / r;
      g = values[i + 1] - shift;
      r = (values[i] - g) * sine + 2 * cosine * b;
      shift = sine * r;
      values[i + 1] = g + shift;
      g = cosine * r - b;
    }
    values[first] -= shift;
    rest[first] = g;
    rest[last] = 0;
  }

  private static double[][] transposed(double[][] matrix) {
    double[][] transposed = new double[matrix[0].length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix[0].length; j++) {
        transposed[j][i] = matrix[i][j];
      }
    }
    return transposed;
  }

  private static double[][] copy(double[][] matrix) {
    return Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
  }
}
