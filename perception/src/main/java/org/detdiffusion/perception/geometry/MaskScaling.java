package org.detdiffusion.perception.geometry;

import org.detdiffusion.perception.image.AreaAveraging;

/** Masks of images that are cut and scaled. */
public final class MaskScaling {
  private MaskScaling() {}

  /**
   * A pixel belongs to the new mask when at least half of what it covers does.
   *
   * @param part of the old mask, on whole pixels
   */
  public static Mask resize(Mask mask, Box part, int width, int height) {
    int columns = (int) part.width();
    int rows = (int) part.height();
    float[] inside = new float[columns * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        inside[y * columns + x] = mask.get((int) part.x() + x, (int) part.y() + y) ? 1 : 0;
      }
    }
    float[] cover = AreaAveraging.resize(inside, columns, rows, 1, width, height);
    Mask resized = Mask.empty(width, height);
    for (int i = 0; i < cover.length; i++) {
      resized.bits().set(i, cover[i] >= 0.5f);
    }
    return resized;
  }
}
