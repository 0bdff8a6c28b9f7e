package org.detdiffusion.perception.geometry;

import java.util.random.RandomGenerator;

/** Along one axis: what an image's border cuts stays at that border, the rest goes anywhere. */
public final class Border {
  private static final double TOUCHING = 0.5;

  private Border() {}

  /**
   * A place for an interval of the given length inside an image, all in pixels.
   *
   * @param start where the interval began in the image it comes from
   * @param extent its length there
   * @param side that image's side
   * @param length its length in the new image, at most {@code newSide}
   * @return its start in the new image
   */
  public static double place(
      double start,
      double extent,
      double side,
      double length,
      double newSide,
      RandomGenerator random) {
    double anywhere = random.nextDouble() * (newSide - length);
    if (start <= TOUCHING) {
      return 0;
    }
    return start + extent >= side - TOUCHING ? newSide - length : anywhere;
  }
}
