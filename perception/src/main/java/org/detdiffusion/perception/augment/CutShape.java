package org.detdiffusion.perception.augment;

/** How an object without a mask is cut out of its box. */
public enum CutShape {
  ELLIPSE,
  RECTANGLE;

  /** Whether the shape has the point (u, v) of the box, each 0..1. */
  boolean has(double u, double v) {
    double x = 2 * u - 1;
    double y = 2 * v - 1;
    return this == RECTANGLE || x * x + y * y <= 1;
  }
}
