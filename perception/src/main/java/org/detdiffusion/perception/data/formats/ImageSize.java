package org.detdiffusion.perception.data.formats;

/** Pixels; 0 by 0 where they are not known. */
public record ImageSize(int width, int height) {
  /** Longer sides are believed to be mistakes; the precision of every format holds up to here. */
  static final int MAX_SIDE = 1_000_000;

  boolean isKnown() {
    return width >= 1 && height >= 1 && width <= MAX_SIDE && height <= MAX_SIDE;
  }
}
