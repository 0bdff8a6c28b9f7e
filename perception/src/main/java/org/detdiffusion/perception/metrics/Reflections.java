package org.detdiffusion.perception.metrics;

import java.util.Arrays;

/** Householder reflections of matrices, in place. */
final class Reflections {

  private Reflections() {}

  /** The triangular factor of a QR decomposition; changes the matrix. */
  static double[][] triangle(double[][] matrix) {
    int columns = matrix[0].length;
    for (int k = 0; k < Math.min(matrix.length - 1, columns); k++) {
      reflectColumn(matrix, k, k);
    }
    return Arrays.copyOf(matrix, Math.min(matrix.length, columns));
  }

  /** Makes a column zero below a row; returns what stands there then. */
  static double reflectColumn(double[][] matrix, int column, int row) {
    double[] mirror = new double[matrix.length - row];
    for (int i = row; i < matrix.length; i++) {
      mirror[i - row] = matrix[i][column];
    }
    double end = toMirror(mirror);
    if (end == 0) {
      return 0;
    }
    double[] shares = new double[matrix[0].length];
    for (int i = row; i < matrix.length; i++) {
      for (int j = column; j < shares.length; j++) {
        shares[j] += mirror[i - row] * matrix[i][j];
      }
    }
    for (int i = row; i < matrix.length; i++) {
      for (int j = column; j < shares.length; j++) {
        matrix[i][j] -= mirror[i - row] * shares[j];
      }
    }
    return end;
  }

  /** Makes a row zero right of a column; returns what stands there then. */
  static double reflectRow(double[][] matrix, int row, int column) {
    double[] mirror = Arrays.copyOfRange(matrix[row], column, matrix[row].length);
    double end = toMirror(mirror);
    if (end == 0) {
      return 0;
    }
    for (int i = row; i < matrix.length; i++) {
      double share = 0;
      for (int j = 0; j < mirror.length; j++) {
        share += mirror[j] * matrix[i][column + j];
      }
      for (int j = 0; j < mirror.length; j++) {
        matrix[i][column + j] -= mirror[j] * share;
      }
    }
    return end;
  }

  /**
   * From a vector the one to reflect at, of length sqrt 2, so that only the first number is left;
   * returns that number.
   */
  private static double toMirror(double[] vector) {
    double largest = Arrays.stream(vector).map(Math::abs).max().orElse(0);
    if (largest == 0) {
      return 0;
    }
    double square = 0;
    for (double value : vector) {
      square += (value / largest) * (value / largest);
    }
    double end = -Math.copySign(largest * Math.sqrt(square), vector[0]);
    vector[0] -= end;
    double scale = Math.sqrt(-1 / (end * vector[0]));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return end;
  }
}
