package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** Mirrors a layout at random and shifts it by up to 10/64 of its side each way. */
final class Jitter {
  private static final double SHIFT = 10.0 / 64;
  private static final double LEAST_LEFT = 0.4;

  private Jitter() {}

  /** Objects with less than 40 % left are dropped; if none is left, only the mirroring stays. */
  static Layout apply(Layout layout, RandomGenerator random) {
    boolean mirrored = random.nextBoolean();
    double dx = SHIFT * layout.width() * (2 * random.nextDouble() - 1);
    double dy = SHIFT * layout.height() * (2 * random.nextDouble() - 1);
    Layout shifted = move(layout, mirrored, dx, dy);
    return shifted.objects().isEmpty() ? move(layout, mirrored, 0, 0) : shifted;
  }

  private static Layout move(Layout layout, boolean mirrored, double dx, double dy) {
    List<LayoutObject> kept = new ArrayList<>();
    for (LayoutObject object : layout.objects()) {
      Box turned = mirrored ? object.box().flip(layout.width()) : object.box();
      Box inside = turned.shift(dx, dy).clip(layout.width(), layout.height());
      if (inside.area() >= LEAST_LEFT * turned.area()) {
        kept.add(new LayoutObject(object.className(), inside, object.attribute()));
      }
    }
    return new Layout(layout.width(), layout.height(), kept);
  }
}
