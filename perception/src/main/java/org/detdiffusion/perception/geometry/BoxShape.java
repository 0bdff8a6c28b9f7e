package org.detdiffusion.perception.geometry;

/** What an object without a mask is taken to cover. */
public enum BoxShape {
  /** The ellipse in its box. */
  ELLIPSE,
  /** Its whole box. */
  RECTANGLE;

  /** Whether the shape has the point (u, v) of the box, each 0..1. */
  public boolean has(double u, double v) {
    double x = 2 * u - 1;
    double y = 2 * v - 1;
    return this == RECTANGLE || x * x + y * y <= 1;
  }

  /** The shape over an image of that size. */
  public Mask mask(int width, int height, Box box) {
    return this == RECTANGLE
        ? Mask.rectangle(width, height, box)
        : Mask.ellipse(width, height, box);
  }
}
