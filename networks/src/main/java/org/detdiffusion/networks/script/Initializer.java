package org.detdiffusion.networks.script;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** First values of a parameter, row-major. */
@FunctionalInterface
public interface Initializer {

  float[] values(long[] shape, int size, RandomGenerator random);

  static Initializer constant(float value) {
    return (shape, size, random) -> {
      float[] values = new float[size];
      Arrays.fill(values, value);
      return values;
    };
  }

  static Initializer normal(double standardDeviation) {
    return (shape, size, random) -> {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) (standardDeviation * random.nextGaussian());
      }
      return values;
    };
  }

  /**
   * U(-b, b) with b = gain / sqrt(fan in): PyTorch's default for convolutions and linear layers.
   */
  static Initializer uniformByFanIn(long fanIn, double gain) {
    double bound = gain / Math.sqrt(fanIn);
    return (shape, size, random) -> {
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
      }
      return values;
    };
  }
}
