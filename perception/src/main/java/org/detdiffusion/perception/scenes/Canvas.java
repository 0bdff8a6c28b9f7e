package org.detdiffusion.perception.scenes;

import java.util.Arrays;
import java.util.BitSet;
import org.detdiffusion.perception.image.PixelImage;

/** A square grey picture to paint on; brightness 0..1. */
final class Canvas {
  private final int size;
  private final float[] light;

  Canvas(int size) {
    this.size = size;
    this.light = new float[size * size];
  }

  int size() {
    return size;
  }

  void fill(double level) {
    Arrays.fill(light, (float) level);
  }

  void add(int x, int y, double brightness) {
    light[y * size + x] += (float) brightness;
  }

  double mean(int left, int top, int width, int height) {
    double sum = 0;
    for (int y = top; y < top + height; y++) {
      for (int x = left; x < left + width; x++) {
        sum += light[y * size + x];
      }
    }
    return sum / (width * height);
  }

  /**
   * Lays a cut-out over the picture.
   *
   * @param dark brightness where the cut-out is black
   * @param bright brightness where it is white
   * @return the pixels that are at least half covered
   */
  BitSet paste(Garment garment, int left, int top, double dark, double bright, double opacity) {
    BitSet covered = new BitSet(size * size);
    for (int i = 0; i < garment.cover().length; i++) {
      int at = (top + i / garment.width()) * size + left + i % garment.width();
      float cover = garment.cover()[i];
      double paint = dark * cover + (bright - dark) * garment.tone()[i];
      light[at] = (float) (light[at] * (1 - opacity * cover) + opacity * paint);
      covered.set(at, cover >= 0.5f);
    }
    return covered;
  }

  PixelImage toImage() {
    byte[] rgb = new byte[light.length * 3];
    for (int i = 0; i < light.length; i++) {
      byte value = (byte) Math.round(255 * Math.min(1, Math.max(0, light[i])));
      Arrays.fill(rgb, i * 3, i * 3 + 3, value);
    }
    return new PixelImage(size, size, rgb);
  }
}
