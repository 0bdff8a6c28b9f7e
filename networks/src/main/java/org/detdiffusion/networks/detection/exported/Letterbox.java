package org.detdiffusion.networks.detection.exported;

import java.util.Arrays;
import org.detdiffusion.perception.image.PixelImage;

/**
 * How an image gets the size that a network looks at, as Ultralytics' programs do it: scaled so
 * that it fits, then padded with grey on both sides.
 *
 * @param auto pad to the next multiple of the stride only, so that the size depends on the image
 * @param scaleup whether images smaller than wanted are enlarged
 * @param stride in pixels
 */
record Letterbox(int height, int width, boolean auto, boolean scaleup, int stride) {

  private static final float GREY = 114 / 255f;

  /**
   * What the network sees.
   *
   * @param planes {@code [3, height, width]}, 0..1, red first
   */
  // Pixels are handed on and never compared as values.
  @SuppressWarnings("ArrayRecordComponent")
  record Filled(float[] planes, int height, int width, Placement placement) {}

  /** All grey: what a network can be tried with. */
  Filled empty() {
    return blank(height, width, new Placement(1, 0, 0, width, height));
  }

  Filled fill(PixelImage image) {
    double gain = Math.min((double) height / image.height(), (double) width / image.width());
    gain = scaleup ? gain : Math.min(gain, 1);
    int scaledWidth = scaled(image.width(), gain);
    int scaledHeight = scaled(image.height(), gain);
    double sides = padding(width - scaledWidth);
    double ends = padding(height - scaledHeight);
    int left = (int) Math.rint(sides - 0.1);
    int top = (int) Math.rint(ends - 0.1);
    int fullWidth = scaledWidth + left + (int) Math.rint(sides + 0.1);
    int fullHeight = scaledHeight + top + (int) Math.rint(ends + 0.1);
    Filled filled =
        blank(fullHeight, fullWidth, new Placement(gain, left, top, image.width(), image.height()));
    copy(LinearResize.apply(image, scaledWidth, scaledHeight), filled, left, top);
    return filled;
  }

  /** Halves go to the even neighbour, as in Python. */
  private static int scaled(int size, double gain) {
    return Math.max((int) Math.rint(size * gain), 1);
  }

  private double padding(int room) {
    return (auto ? Math.floorMod(room, stride) : room) / 2.0;
  }

  private static Filled blank(int height, int width, Placement placement) {
    float[] planes = new float[3 * height * width];
    Arrays.fill(planes, GREY);
    return new Filled(planes, height, width, placement);
  }

  private static void copy(PixelImage image, Filled to, int left, int top) {
    byte[] rgb = image.rgb();
    for (int y = 0, from = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int at = (channel * to.height() + top + y) * to.width() + left + x;
          to.planes()[at] = (rgb[from++] & 0xff) / 255f;
        }
      }
    }
  }
}
