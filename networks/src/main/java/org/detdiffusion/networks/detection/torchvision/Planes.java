package org.detdiffusion.networks.detection.torchvision;

import org.detdiffusion.perception.image.PixelImage;

/**
 * An image as three planes of numbers 0..1, red first.
 *
 * @param values {@code [3, height, width]}
 */
// Pixels are handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
public record Planes(int width, int height, float[] values) {

  public Planes {
    if (values.length != 3 * width * height) {
      throw new IllegalArgumentException(
          "three planes of %dx%d can't have %d values".formatted(width, height, values.length));
    }
  }

  static Planes of(PixelImage image) {
    int pixels = image.width() * image.height();
    float[] values = new float[3 * pixels];
    byte[] rgb = image.rgb();
    for (int i = 0; i < values.length; i++) {
      values[i] = (rgb[3 * (i % pixels) + i / pixels] & 0xff) / 255f;
    }
    return new Planes(image.width(), image.height(), values);
  }

  /** Between pixel centres and without smoothing, as PyTorch's interpolate. */
  public Planes resize(int toWidth, int toHeight) {
    float[] resized = new float[3 * toWidth * toHeight];
    Interpolation across = Interpolation.of(width, toWidth);
    Interpolation down = Interpolation.of(height, toHeight);
    int at = 0;
    for (int row = 0; row < 3 * toHeight; row++) {
      int plane = row / toHeight * height;
      int upper = (plane + down.low()[row % toHeight]) * width;
      int lower = (plane + down.high()[row % toHeight]) * width;
      double share = down.share()[row % toHeight];
      for (int column = 0; column < toWidth; column++) {
        double top = across.at(values, upper, column);
        double bottom = across.at(values, lower, column);
        resized[at++] = (float) (top + share * (bottom - top));
      }
    }
    return new Planes(toWidth, toHeight, resized);
  }

  /** For each new pixel, the two old ones that it lies between and its distance from the first. */
  private record Interpolation(int[] low, int[] high, double[] share) {

    static Interpolation of(int from, int to) {
      Interpolation all = new Interpolation(new int[to], new int[to], new double[to]);
      for (int i = 0; i < to; i++) {
        double place = Math.max((i + 0.5) * from / to - 0.5, 0);
        all.low[i] = Math.min((int) place, from - 1);
        all.high[i] = Math.min(all.low[i] + 1, from - 1);
        all.share[i] = place - all.low[i];
      }
      return all;
    }

    double at(float[] values, int row, int column) {
      double first = values[row + low[column]];
      return first + share[column] * (values[row + high[column]] - first);
    }
  }
}
