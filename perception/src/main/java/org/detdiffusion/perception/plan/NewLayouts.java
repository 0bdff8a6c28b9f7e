package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.geometry.Border;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * Draws layouts that no real image has: as many objects as some real layout, each with class, size
 * and attribute of some real object, its size times 0.8 to 1.25, anywhere in the image. Objects
 * that the border cuts stay at it. Boxes overlap no more than the data set's usually do.
 */
public final class NewLayouts {
  private static final int PLACES = 20;
  private static final int OBJECTS = 3;

  private final List<Layout> layouts;
  private final LayoutStatistics statistics;

  /**
   * @param layouts real ones, each with an object or more, every box inside its image
   * @param rareBoost 0: classes as frequent as seen; 1: all equally frequent; between: rare ones
   *     more often than seen
   */
  public NewLayouts(List<Layout> layouts, double rareBoost) {
    if (layouts.isEmpty() || !(rareBoost >= 0 && rareBoost <= 1)) {
      throw new IllegalArgumentException(
          "new layouts need real ones to draw from and a boost of 0 to 1, not %s of %d layouts"
              .formatted(rareBoost, layouts.size()));
    }
    this.layouts = List.copyOf(layouts);
    this.statistics = new LayoutStatistics(layouts, rareBoost);
  }

  /** One layout with at least one object; fewer than drawn where there is no room. */
  public Layout draw(RandomGenerator random) {
    Layout model = layouts.get(random.nextInt(layouts.size()));
    int wanted = model.objects().size();
    List<LayoutObject> placed = new ArrayList<>(wanted);
    for (int i = 0; i < OBJECTS * wanted && placed.size() < wanted; i++) {
      LayoutStatistics.Seen seen = statistics.draw(random);
      place(seen, model, placed, random)
          .map(box -> new LayoutObject(seen.object().className(), box, seen.object().attribute()))
          .ifPresent(placed::add);
    }
    return new Layout(model.width(), model.height(), placed);
  }

  private Optional<Box> place(
      LayoutStatistics.Seen seen, Layout model, List<LayoutObject> placed, RandomGenerator random) {
    double scale = 0.8 + 0.45 * random.nextDouble();
    boolean mirrored = random.nextBoolean();
    for (int i = 0; i < PLACES; i++) {
      Box box = anywhere(seen, model, scale, mirrored, random);
      if (placed.stream().allMatch(other -> fits(box, other.box()))) {
        return Optional.of(box);
      }
    }
    return Optional.empty();
  }

  private boolean fits(Box box, Box other) {
    return LayoutStatistics.overlap(box, other) <= statistics.overlap();
  }

  private static Box anywhere(
      LayoutStatistics.Seen seen,
      Layout model,
      double scale,
      boolean mirrored,
      RandomGenerator random) {
    Box box = seen.object().box();
    Box source = mirrored ? box.flip(seen.width()) : box;
    double width = Math.min(source.width() * scale / seen.width(), 1) * model.width();
    double height = Math.min(source.height() * scale / seen.height(), 1) * model.height();
    double x = Border.place(source.x(), source.width(), seen.width(), width, model.width(), random);
    double y =
        Border.place(source.y(), source.height(), seen.height(), height, model.height(), random);
    return new Box(x, y, width, height).clip(model.width(), model.height());
  }
}
