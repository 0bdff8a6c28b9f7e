package org.detdiffusion.networks.diffusion.samplers;

/** Weighted sums of latents, element by element. */
final class Combination {

  private Combination() {}

  static double[] of(double a, double[] x, double b, double[] y) {
    double[] sum = new double[x.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a * x[i] + b * y[i];
    }
    return sum;
  }

  static double[] of(double a, double[] x, double b, double[] y, double c, double[] z) {
    return of(1, of(a, x, b, y), c, z);
  }

  static double[] add(double[] x, double b, double[] y) {
    return of(1, x, b, y);
  }
}
