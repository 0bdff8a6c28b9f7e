package org.detdiffusion.perception.data.formats;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;

/** Keeps boxes inside their images and of positive size; what is done to them is counted. */
final class BoxFit {
  /** Pixels: less is the rounding of a format, no object, and no reason to report. */
  private static final double SMALLEST = 0.01;

  private BoxFit() {}

  /**
   * The part of the box inside the image, or none.
   *
   * @param where names the object in the report
   */
  static Optional<Box> fit(Box box, ImageSize size, ConversionLog log, String where) {
    return fit(box, size, 0, log, where);
  }

  /**
   * The same for a box whose numbers were rounded when they were written.
   *
   * @param rounding in pixels; a box that small less than another would keep is kept
   */
  static Optional<Box> fit(
      Box box, ImageSize size, double rounding, ConversionLog log, String where) {
    double smallest = SMALLEST - rounding;
    if (!box.isFinite()) {
      log.drop("boxes that are no numbers", where + " has a box of no numbers: correct it");
      return Optional.empty();
    }
    if (box.width() < smallest || box.height() < smallest) {
      log.drop("boxes without area", where + " has a box without area: correct or remove it");
      return Optional.empty();
    }
    Box inside = inside(box, size);
    if (inside.width() < smallest || inside.height() < smallest) {
      log.drop(
          "boxes outside their image",
          "%s has a box outside its image of %dx%d pixels: correct or remove it"
              .formatted(where, size.width(), size.height()));
      return Optional.empty();
    }
    if (excess(box, inside) > SMALLEST) {
      log.change("boxes cut at the border", where + " has a box that was cut at the border");
    }
    return Optional.of(inside);
  }

  private static Box inside(Box box, ImageSize size) {
    Box cut = box.clip(size.width(), size.height());
    // The sum of left and width may be rounded up, past the border.
    return new Box(
        cut.x(),
        cut.y(),
        Math.min(cut.width(), below(size.width(), cut.x(), cut.width())),
        Math.min(cut.height(), below(size.height(), cut.y(), cut.height())));
  }

  private static double below(int border, double start, double length) {
    double fitting = length;
    while (fitting > 0 && start + fitting > border) {
      fitting = Math.min(Math.nextDown(fitting), fitting - Math.ulp(start));
    }
    return fitting;
  }

  private static double excess(Box box, Box inside) {
    double start = Math.max(inside.x() - box.x(), inside.y() - box.y());
    return Math.max(start, Math.max(box.right() - inside.right(), box.bottom() - inside.bottom()));
  }
}
