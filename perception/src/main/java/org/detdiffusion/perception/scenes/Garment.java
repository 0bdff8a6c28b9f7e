package org.detdiffusion.perception.scenes;

import java.util.BitSet;
import org.detdiffusion.perception.image.AreaAveraging;

/**
 * A cut-out photograph of a garment.
 *
 * @param tone brightness 0..1, row by row, weighted by cover
 * @param cover 1 where the garment is, 0 where the background is, between at its edge
 */
record Garment(int label, int width, int height, float[] tone, float[] cover) {
  /** Side of the product photographs. */
  static final int SIDE = 28;

  private static final int BACKGROUND = 8;

  /** Cuts a grey 28x28 product photograph out of its black background. */
  static Garment cutOut(int label, byte[] pixels) {
    BitSet shape = Silhouette.filled(pixels, SIDE, BACKGROUND);
    int left = SIDE;
    int top = SIDE;
    int right = 0;
    int bottom = 0;
    for (int i = shape.nextSetBit(0); i >= 0; i = shape.nextSetBit(i + 1)) {
      left = Math.min(left, i % SIDE);
      right = Math.max(right, i % SIDE + 1);
      top = Math.min(top, i / SIDE);
      bottom = Math.max(bottom, i / SIDE + 1);
    }
    int width = right - left;
    int height = bottom - top;
    float[] tone = new float[width * height];
    float[] cover = new float[width * height];
    for (int i = 0; i < tone.length; i++) {
      int from = (top + i / width) * SIDE + left + i % width;
      cover[i] = shape.get(from) ? 1 : 0;
      tone[i] = cover[i] * (pixels[from] & 0xff) / 255f;
    }
    return new Garment(label, width, height, tone, cover);
  }

  /** Of the given longer side, in pixels. */
  Garment scaledTo(double longerSide) {
    double factor = longerSide / Math.max(width, height);
    return resize(side(width * factor), side(height * factor));
  }

  private static int side(double length) {
    return Math.max(1, (int) Math.round(length));
  }

  private Garment resize(int newWidth, int newHeight) {
    return new Garment(
        label,
        newWidth,
        newHeight,
        AreaAveraging.resize(tone, width, height, 1, newWidth, newHeight),
        AreaAveraging.resize(cover, width, height, 1, newWidth, newHeight));
  }

  /** A rectangular part. */
  Garment fragment(int left, int top, int partWidth, int partHeight) {
    float[] partTone = new float[partWidth * partHeight];
    float[] partCover = new float[partWidth * partHeight];
    for (int y = 0; y < partHeight; y++) {
      int from = (top + y) * width + left;
      System.arraycopy(tone, from, partTone, y * partWidth, partWidth);
      System.arraycopy(cover, from, partCover, y * partWidth, partWidth);
    }
    return new Garment(label, partWidth, partHeight, partTone, partCover);
  }
}
