package org.detdiffusion.perception.plan;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/**
 * Which real layouts are worth making images of.
 *
 * @param minAreaShare objects that take a smaller share of the image are left out
 * @param minObjects layouts with fewer objects after that are left out
 * @param maxObjects layouts with more objects are left out, 100 at most
 */
public record PlanFilter(double minAreaShare, int minObjects, int maxObjects) {
  private static final int MOST_OBJECTS = 100;

  public PlanFilter {
    if (!(minAreaShare >= 0 && minAreaShare <= 1)
        || minObjects < 1
        || maxObjects < minObjects
        || maxObjects > MOST_OBJECTS) {
      throw new IllegalArgumentException(
          "a filter of area %s and %d to %d objects is none; use an area of 0 to 1 and 1 to %d objects"
              .formatted(minAreaShare, minObjects, maxObjects, MOST_OBJECTS));
    }
  }

  /** Every object counts; up to 24 a layout, more than the pocket data sets hold. */
  public static PlanFilter standard() {
    return new PlanFilter(0, 1, 24);
  }

  /** The paper's choice for COCO: no object under 2 % of the image, 3 to 8 objects. */
  public static PlanFilter paper() {
    return new PlanFilter(0.02, 3, 8);
  }

  /** The layout with boxes clipped to the image and small objects left out; empty if unfit. */
  public Optional<Layout> apply(Layout layout) {
    List<LayoutObject> kept =
        layout.objects().stream()
            .map(object -> clip(object, layout))
            .filter(object -> isLargeEnough(object.box(), layout))
            .toList();
    return kept.size() < minObjects || kept.size() > maxObjects
        ? Optional.empty()
        : Optional.of(new Layout(layout.width(), layout.height(), kept));
  }

  /** Whether a box inside the layout's image takes enough of it, and more than nothing. */
  boolean isLargeEnough(Box box, Layout layout) {
    boolean hasArea = box.width() > 0 && box.height() > 0 && box.area() > 0;
    return hasArea && box.area() >= minAreaShare * layout.width() * layout.height();
  }

  private static LayoutObject clip(LayoutObject object, Layout layout) {
    Box inside = object.box().clip(layout.width(), layout.height());
    return new LayoutObject(object.className(), inside, object.attribute());
  }
}
