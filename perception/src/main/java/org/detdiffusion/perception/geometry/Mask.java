package org.detdiffusion.perception.geometry;

import java.util.BitSet;

/** A binary mask over a whole image, row by row. Treat the bits as read-only once handed over. */
public record Mask(int width, int height, BitSet bits) {

  public Mask {
    if (bits.length() > width * height) {
      throw new IllegalArgumentException("mask has bits outside " + width + "x" + height);
    }
  }

  public static Mask empty(int width, int height) {
    return new Mask(width, height, new BitSet(width * height));
  }

  public boolean get(int x, int y) {
    return bits.get(y * width + x);
  }

  public int area() {
    return bits.cardinality();
  }

  /** The ellipse that fills a box: a stand-in where a data set has boxes only. */
  public static Mask ellipse(int width, int height, Box box) {
    return paint(width, height, box, true);
  }

  /** The filled box: pixels whose centre lies inside. */
  public static Mask rectangle(int width, int height, Box box) {
    return paint(width, height, box, false);
  }

  private static Mask paint(int width, int height, Box box, boolean ellipse) {
    Mask mask = empty(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = 2 * (x + 0.5 - box.x()) / box.width() - 1;
        double v = 2 * (y + 0.5 - box.y()) / box.height() - 1;
        boolean inside = ellipse ? u * u + v * v <= 1 : Math.abs(u) <= 1 && Math.abs(v) <= 1;
        mask.bits.set(y * width + x, inside);
      }
    }
    return mask;
  }
}
