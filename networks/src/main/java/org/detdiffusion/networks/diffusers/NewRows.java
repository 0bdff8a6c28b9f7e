package org.detdiffusion.networks.diffusers;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.detdiffusion.networks.diffusion.LocationEmbedding;
import org.detdiffusion.perception.layout.LocationTokens;

/** First values of rows that are appended to a table of tokens. */
final class NewRows {

  private final double[] mean;
  private final double[] deviation;
  private final SplittableRandom random;

  private NewRows(double[] mean, double[] deviation, SplittableRandom random) {
    this.mean = mean;
    this.deviation = deviation;
    this.random = random;
  }

  /**
   * @param table the rows there are, one after the other
   * @param noise share of the table's standard deviation, dimension by dimension
   */
  static NewRows beside(FloatBuffer table, int width, double noise, long seed) {
    int rows = table.limit() / width;
    double[] mean = new double[width];
    double[] squares = new double[width];
    for (int i = 0; i < rows * width; i++) {
      double value = table.get(i);
      mean[i % width] += value / rows;
      squares[i % width] += value * value / rows;
    }
    double[] deviation = new double[width];
    for (int d = 0; d < width; d++) {
      deviation[d] = noise * Math.sqrt(Math.max(0, squares[d] - mean[d] * mean[d]));
    }
    return new NewRows(mean, deviation, new SplittableRandom(seed));
  }

  /** The mean of the table and noise. */
  float[] next() {
    float[] row = new float[mean.length];
    for (int d = 0; d < row.length; d++) {
      row[d] = (float) (mean[d] + deviation[d] * random.nextGaussian());
    }
    return row;
  }

  /** GeoDiffusion's fixed code of a place. */
  float[] waves(LocationTokens grid, int place) {
    int width = mean.length;
    if (width % 4 != 0) {
      throw new IllegalArgumentException(
          "tokens of width %d can't start from waves: it must be a multiple of four"
              .formatted(width));
    }
    float[] row = new float[width];
    for (int d = 0; d < width; d++) {
      row[d] =
          (float) LocationEmbedding.value(place % grid.columns(), place / grid.columns(), d, width);
    }
    return row;
  }
}
