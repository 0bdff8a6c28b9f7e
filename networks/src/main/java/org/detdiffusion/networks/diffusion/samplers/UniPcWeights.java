package org.detdiffusion.networks.diffusion.samplers;

import java.util.List;

/** The weights of the earlier predictions in one step of UniPC (its formulas 5 and 6). */
public record UniPcWeights(Kind kind, double span) {

  /** The two forms of B(h) in the paper. */
  public enum Kind {
    BH1,
    BH2
  }

  double scale() {
    return switch (kind) {
      case BH1 -> -span;
      case BH2 -> Math.expm1(-span);
    };
  }

  double[] predictor(List<Double> ratios) {
    return ratios.size() == 1 ? new double[] {0.5} : solve(ratios, ratios.size());
  }

  double[] corrector(List<Double> ratios) {
    return ratios.isEmpty() ? new double[] {0.5} : solve(ratios, ratios.size() + 1);
  }

  /** Row i: sum of weight * ratio^i = phi(i); the last ratio is that of the end, 1. */
  private double[] solve(List<Double> ratios, int size) {
    double[][] rows = new double[size][size + 1];
    double phi = Math.expm1(-span) / -span - 1;
    double factorial = 1;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        rows[i][j] = Math.pow(j < ratios.size() ? ratios.get(j) : 1, i);
      }
      rows[i][size] = phi * factorial / scale();
      factorial *= i + 2;
      phi = phi / -span - 1 / factorial;
    }
    return eliminate(rows);
  }

  /** Gauss-Jordan; the ratios differ, so no pivot is zero. */
  private static double[] eliminate(double[][] rows) {
    int size = rows.length;
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = 0; row < size; row++) {
        double factor = rows[row][pivot] / rows[pivot][pivot];
        for (int column = 0; row != pivot && column <= size; column++) {
          rows[row][column] -= factor * rows[pivot][column];
        }
      }
    }
    double[] solution = new double[size];
    for (int i = 0; i < size; i++) {
      solution[i] = rows[i][size] / rows[i][i];
    }
    return solution;
  }
}
