package org.detdiffusion.workbench.label;

/** COCO's sizes of objects. */
public enum ObjectSize {
  SMALL,
  MEDIUM,
  LARGE;

  private static final double SMALL_BELOW = 32 * 32;
  private static final double MEDIUM_BELOW = 96 * 96;

  /** Of an area in square pixels. */
  static ObjectSize of(double area) {
    return area < SMALL_BELOW ? SMALL : area < MEDIUM_BELOW ? MEDIUM : LARGE;
  }
}
