package org.detdiffusion.networks.detection.exported;

import org.detdiffusion.perception.image.PixelImage;

/**
 * Bilinear scaling between pixel centres without smoothing, with the fixed-point arithmetic of
 * OpenCV for 8-bit images: weights of 11 bits, so that the pixels are the same.
 */
final class LinearResize {

  private static final float ONE = 2048;

  private LinearResize() {}

  static PixelImage apply(PixelImage image, int width, int height) {
    if (image.width() == width && image.height() == height) {
      return image;
    }
    Axis across = Axis.inside(image.width(), width);
    Axis down = Axis.of(image.height(), height);
    int row = 3 * width;
    int[] scaled = across(image, across);
    byte[] rgb = new byte[row * height];
    for (int i = 0; i < rgb.length; i++) {
      int y = i / row;
      int above = weighted(down.first[y], scaled[down.low[y] * row + i % row]);
      int below = weighted(down.second[y], scaled[down.high[y] * row + i % row]);
      rgb[i] = (byte) Math.min((above + below + 2) >> 2, 255);
    }
    return new PixelImage(width, height, rgb);
  }

  private static int weighted(int weight, int value) {
    return (weight * (value >> 4)) >> 16;
  }

  /** Every row scaled to the new width, values times 2048. */
  private static int[] across(PixelImage image, Axis axis) {
    byte[] rgb = image.rgb();
    int width = axis.low.length;
    int[] scaled = new int[3 * width * image.height()];
    int at = 0;
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        int low = 3 * (y * image.width() + axis.low[x]);
        int high = 3 * (y * image.width() + axis.high[x]);
        for (int channel = 0; channel < 3; channel++) {
          int left = axis.first[x] * (rgb[low + channel] & 0xff);
          scaled[at++] = left + axis.second[x] * (rgb[high + channel] & 0xff);
        }
      }
    }
    return scaled;
  }

  /** For each new pixel, the two old ones that it lies between and their weights. */
  private record Axis(int[] low, int[] high, int[] first, int[] second) {

    static Axis of(int from, int to) {
      return of(from, to, false);
    }

    /** As {@link #of}, but beyond the outer pixels' centres these have all the weight. */
    static Axis inside(int from, int to) {
      return of(from, to, true);
    }

    private static Axis of(int from, int to, boolean inside) {
      Axis axis = new Axis(new int[to], new int[to], new int[to], new int[to]);
      double step = (double) from / to;
      for (int i = 0; i < to; i++) {
        float place = (float) ((i + 0.5) * step - 0.5);
        int low = (int) Math.floor(place);
        boolean beyond = inside && (low < 0 || low >= from - 1);
        float share = beyond ? 0 : place - low;
        axis.low[i] = Math.min(Math.max(low, 0), from - 1);
        axis.high[i] = Math.min(Math.max(low + 1, 0), from - 1);
        axis.first[i] = (int) Math.rint((1 - share) * ONE);
        axis.second[i] = (int) Math.rint(share * ONE);
      }
      return axis;
    }
  }
}
