package org.detdiffusion.networks.detection;

import org.detdiffusion.perception.image.PixelImage;

/** Pixels as networks take them: three planes, -1..1. */
final class ImageArrays {

  private ImageArrays() {}

  static void fill(PixelImage image, float[] planes, int offset) {
    int pixels = image.width() * image.height();
    byte[] rgb = image.rgb();
    for (int i = 0; i < pixels; i++) {
      for (int channel = 0; channel < 3; channel++) {
        planes[offset + channel * pixels + i] = (rgb[3 * i + channel] & 0xff) / 127.5f - 1;
      }
    }
  }

  /** Refuses an image of another size than a detector was trained for. */
  static void check(PixelImage image, int size) {
    if (image.width() != size || image.height() != size) {
      throw new IllegalArgumentException(
          "the detector takes images of %dx%d pixels, not of %dx%d: resize or crop them"
              .formatted(size, size, image.width(), image.height()));
    }
  }
}
