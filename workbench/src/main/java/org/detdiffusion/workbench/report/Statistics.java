package org.detdiffusion.workbench.report;

import java.util.List;

/**
 * Mean and spread of a few repeated measurements.
 *
 * @param deviation sample standard deviation (n - 1); 0 for a single measurement
 * @param halfWidth half of the 95 % Student-t interval of the mean; NaN for a single measurement
 */
public record Statistics(double mean, double deviation, double halfWidth, int count) {
  /** 97.5 % quantiles of Student's t for 1, 2, ... degrees of freedom. */
  private static final double[] STUDENT_T = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086
  };

  private static final double NORMAL = 1.960;

  public static Statistics of(List<Double> values) {
    int count = values.size();
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    if (count < 2) {
      return new Statistics(mean, 0, Double.NaN, count);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = Math.sqrt(squares / (count - 1));
    return new Statistics(
        mean, deviation, studentT(count - 1) * deviation / Math.sqrt(count), count);
  }

  /** Does the 95 % interval of the mean leave out zero? False for a single measurement. */
  public boolean differsFromZero() {
    return Math.abs(mean) > halfWidth;
  }

  private static double studentT(int degreesOfFreedom) {
    return degreesOfFreedom <= STUDENT_T.length ? STUDENT_T[degreesOfFreedom - 1] : NORMAL;
  }
}
