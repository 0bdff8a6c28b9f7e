package org.detdiffusion.perception.image;

/** Scaling in which each new pixel is the mean of the old area it covers; lines, then columns. */
public final class AreaAveraging {
  private AreaAveraging() {}

  /**
   * Scales {@code [height, width, channels]} to {@code [newHeight, newWidth, channels]}.
   *
   * @param values row by row, channels innermost
   */
  public static float[] resize(
      float[] values, int width, int height, int channels, int newWidth, int newHeight) {
    float[] narrowed = scaleAxis(values, height, width, channels, newWidth);
    return scaleAxis(narrowed, 1, height, newWidth * channels, newHeight);
  }

  /** {@code [outer, length, inner]} to {@code [outer, newLength, inner]}. */
  private static float[] scaleAxis(
      float[] values, int outer, int length, int inner, int newLength) {
    float[] scaled = new float[outer * newLength * inner];
    double step = (double) length / newLength;
    for (int j = 0; j < newLength; j++) {
      double from = j * step;
      double to = from + step;
      int last = Math.min(length, (int) Math.ceil(to - 1e-9));
      for (int i = (int) from; i < last; i++) {
        float share = (float) ((Math.min(i + 1, to) - Math.max(i, from)) / step);
        for (int o = 0; o < outer; o++) {
          addLine(
              values, (o * length + i) * inner, scaled, (o * newLength + j) * inner, inner, share);
        }
      }
    }
    return scaled;
  }

  private static void addLine(
      float[] source, int from, float[] target, int to, int count, float share) {
    for (int k = 0; k < count; k++) {
      target[to + k] += share * source[from + k];
    }
  }
}
