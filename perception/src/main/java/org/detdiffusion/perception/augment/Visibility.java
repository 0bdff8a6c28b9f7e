package org.detdiffusion.perception.augment;

import java.util.BitSet;
import java.util.Optional;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.RunLengths;

/** What is left of an object once something lies over it. */
final class Visibility {
  /** An object hidden by more than this share is dropped. */
  static final double MOST_HIDDEN = 0.6;

  private Visibility() {}

  static Optional<AnnotatedObject> under(
      BitSet cover, AnnotatedObject object, BoxShape shape, int imageWidth) {
    if (object.mask().isPresent()) {
      return underWithMask(cover, object, object.mask().get());
    }
    return hidden(cover, object.box(), shape, imageWidth) > MOST_HIDDEN
        ? Optional.empty()
        : Optional.of(object);
  }

  private static Optional<AnnotatedObject> underWithMask(
      BitSet cover, AnnotatedObject object, Mask mask) {
    if (!mask.bits().intersects(cover)) {
      return Optional.of(object);
    }
    BitSet left = (BitSet) mask.bits().clone();
    left.andNot(cover);
    if (left.cardinality() < (1 - MOST_HIDDEN) * mask.area()) {
      return Optional.empty();
    }
    Mask visible = new Mask(mask.width(), mask.height(), left);
    return Optional.of(object.withBox(RunLengths.of(visible).box(), Optional.of(visible)));
  }

  private static double hidden(BitSet cover, Box box, BoxShape shape, int imageWidth) {
    int all = 0;
    int hidden = 0;
    for (int y = (int) Math.max(0, box.y()); y < box.bottom(); y++) {
      for (int x = (int) Math.max(0, box.x()); x < Math.min(box.right(), imageWidth); x++) {
        if (shape.has((x + 0.5 - box.x()) / box.width(), (y + 0.5 - box.y()) / box.height())) {
          all++;
          hidden += cover.get(y * imageWidth + x) ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : (double) hidden / all;
  }
}
