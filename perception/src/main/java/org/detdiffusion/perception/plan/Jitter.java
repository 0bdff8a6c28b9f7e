package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * How planned layouts differ from real ones.
 *
 * @param flip whether layouts are mirrored left to right at random
 * @param shift copies are moved by up to this share of the image's sides each way, 0 to 0.5
 * @param zoom copies are scaled about the image's centre by 1/zoom to zoom, 1 to 4
 * @param resize new layouts' objects are scaled by 1/resize to resize, 1 to 4
 */
public record Jitter(boolean flip, double shift, double zoom, double resize) {
  private static final double LEAST_LEFT = 0.4;

  public Jitter {
    requireWithin("shift", shift, 0, 0.5);
    requireWithin("zoom", zoom, 1, 4);
    requireWithin("resize", resize, 1, 4);
  }

  /** Mirrored, moved by up to 10/64 of the side, objects 0.8 to 1.25 times as large. */
  public static Jitter standard() {
    return new Jitter(true, 10.0 / 64, 1, 1.25);
  }

  private static void requireWithin(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "jitter's %s is %s; use %s to %s".formatted(name, value, least, most));
    }
  }

  /**
   * Another version of a layout. Objects with less than 40 % left inside the image are dropped; if
   * the rest does not pass the filter, only the mirroring stays.
   */
  Layout apply(Layout layout, PlanFilter filter, RandomGenerator random) {
    boolean mirrored = random.nextBoolean() && flip;
    double dx = shift * layout.width() * (2 * random.nextDouble() - 1);
    double dy = shift * layout.height() * (2 * random.nextDouble() - 1);
    double factor = factor(zoom, random);
    Layout moved = move(layout, mirrored, factor, dx, dy);
    return filter
        .apply(moved)
        .or(() -> filter.apply(move(layout, mirrored, 1, 0, 0)))
        .orElse(layout);
  }

  /** Of 1/most to most. */
  static double factor(double most, RandomGenerator random) {
    return 1 / most + (most - 1 / most) * random.nextDouble();
  }

  private static Layout move(Layout layout, boolean mirrored, double factor, double dx, double dy) {
    double x = layout.width() * (1 - factor) / 2 + dx;
    double y = layout.height() * (1 - factor) / 2 + dy;
    List<LayoutObject> kept = new ArrayList<>();
    for (LayoutObject object : layout.objects()) {
      Box turned = mirrored ? object.box().flip(layout.width()) : object.box();
      Box scaled = factor == 1 ? turned : turned.scale(factor, factor);
      Box inside = scaled.shift(x, y).clip(layout.width(), layout.height());
      if (inside.area() >= LEAST_LEFT * scaled.area()) {
        kept.add(new LayoutObject(object.className(), inside, object.attribute()));
      }
    }
    return new Layout(layout.width(), layout.height(), kept);
  }
}
