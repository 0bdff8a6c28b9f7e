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
 * and attribute of some real object, its size jittered, anywhere in the image. Layouts and objects
 * are drawn by their weights. Objects that the border cuts stay at it. Boxes overlap no more than
 * the data set's usually do.
 */
final class NewLayouts {
  private static final int PLACES = 20;
  private static final int OBJECTS = 3;
  private static final int TRIES = 10;

  private final Lottery<Layout> models;
  private final LayoutStatistics statistics;
  private final PlanFilter filter;
  private final Jitter jitter;

  /**
   * @param layouts real ones that have passed the filter, one or more
   */
  NewLayouts(List<Layout> layouts, FocusWeights weights, PlanFilter filter, Jitter jitter) {
    this.models = new Lottery<>(layouts, weights::of);
    this.statistics = new LayoutStatistics(layouts, weights);
    this.filter = filter;
    this.jitter = jitter;
  }

  /**
   * One layout that passes the filter, with fewer objects than drawn where there is no room; a real
   * one when there is room for too few in ten tries.
   */
  Layout draw(RandomGenerator random) {
    Layout model = models.draw(random);
    for (int i = 0; i < TRIES; i++) {
      Optional<Layout> fit = filter.apply(fill(model, random));
      if (fit.isPresent()) {
        return fit.get();
      }
    }
    return model;
  }

  private Layout fill(Layout model, RandomGenerator random) {
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
    double scale = Jitter.factor(jitter.resize(), random);
    boolean mirrored = random.nextBoolean() && jitter.flip();
    for (int i = 0; i < PLACES; i++) {
      Box box = anywhere(seen, model, scale, mirrored, random);
      if (filter.isLargeEnough(box, model)
          && placed.stream().allMatch(other -> fits(box, other.box()))) {
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
