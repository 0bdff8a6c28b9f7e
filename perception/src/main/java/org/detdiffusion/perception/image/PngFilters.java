package org.detdiffusion.perception.image;

import java.util.Optional;

/** The filters of PNG's lines of 8-bit RGB, and how they are undone (PNG specification, 9). */
final class PngFilters {
  private static final int PIXEL = 3;

  private final byte[] rgb;
  private final int row;

  private PngFilters(byte[] rgb, int row) {
    this.rgb = rgb;
    this.row = row;
  }

  /**
   * @param filtered lines, each after the number of its filter
   * @param row bytes of a line without that number
   * @return empty when there is no filter of some number
   */
  static Optional<byte[]> undo(byte[] filtered, int row) {
    int lines = filtered.length / (row + 1);
    PngFilters filters = new PngFilters(new byte[lines * row], row);
    for (int y = 0; y < lines; y++) {
      int from = y * (row + 1);
      System.arraycopy(filtered, from + 1, filters.rgb, y * row, row);
      if (!filters.undo(filtered[from], y)) {
        return Optional.empty();
      }
    }
    return Optional.of(filters.rgb);
  }

  private boolean undo(int filter, int y) {
    switch (filter) {
      case 0 -> {}
      case 1 -> addLeft(y * row);
      case 2 -> addUp(y * row);
      case 3 -> addMean(y * row);
      case 4 -> addPaeth(y * row);
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addLeft(int start) {
    for (int i = start + PIXEL; i < start + row; i++) {
      rgb[i] += rgb[i - PIXEL];
    }
  }

  private void addUp(int start) {
    for (int i = start; start > 0 && i < start + row; i++) {
      rgb[i] += rgb[i - row];
    }
  }

  private void addMean(int start) {
    for (int i = start; i < start + row; i++) {
      int left = i >= start + PIXEL ? rgb[i - PIXEL] & 0xff : 0;
      int up = start > 0 ? rgb[i - row] & 0xff : 0;
      rgb[i] += (byte) ((left + up) / 2);
    }
  }

  private void addPaeth(int start) {
    if (start == 0) {
      addLeft(start); // nothing is above, so the predictor is what is left
      return;
    }
    for (int channel = 0; channel < PIXEL; channel++) {
      int left = 0;
      int upLeft = 0;
      for (int i = start + channel; i < start + row; i += PIXEL) {
        int up = rgb[i - row] & 0xff;
        left = rgb[i] + paeth(left, up, upLeft) & 0xff;
        rgb[i] = (byte) left;
        upLeft = up;
      }
    }
  }

  /** Of left, up and upper left, the one nearest to left + up - upper left. */
  static int paeth(int left, int up, int upLeft) {
    int byLeft = Math.abs(up - upLeft);
    int byUp = Math.abs(left - upLeft);
    int byUpLeft = Math.abs(left + up - 2 * upLeft);
    int nearer = byLeft <= byUp ? left : up;
    return Math.min(byLeft, byUp) <= byUpLeft ? nearer : upLeft;
  }
}
