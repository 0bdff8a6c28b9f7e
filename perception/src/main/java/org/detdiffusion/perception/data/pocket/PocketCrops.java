package org.detdiffusion.perception.data.pocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.MaskScaling;
import org.detdiffusion.perception.random.Seeds;

/**
 * Square parts of a photograph, to be shrunk to the size of the data set. A photograph of at least
 * twice that size gives two random parts with sides of half its longer side (320 pixels of
 * 640x480); a smaller one gives one part as large as can be.
 */
final class PocketCrops {
  /** An object is kept when more than this share of its box is inside. */
  static final double SHARE_INSIDE = 0.4;

  private static final double MIN_SIDE = 1;

  private PocketCrops() {}

  /** Boxes in whole pixels; the same for the same photograph and seed. */
  static List<Box> choose(String id, int width, int height, int size, long seed) {
    Random random = Seeds.random(seed, id);
    int shorter = Math.min(width, height);
    boolean large = shorter >= 2 * size;
    int side = large ? Math.max(size, Math.min(shorter, Math.max(width, height) / 2)) : shorter;
    List<Box> crops = new ArrayList<>();
    for (int i = 0; i < (large ? 2 : 1); i++) {
      int x = random.nextInt(width - side + 1);
      int y = random.nextInt(height - side + 1);
      crops.add(new Box(x, y, side, side));
    }
    return crops;
  }

  /** An object as it shows in a crop; none when too little of it is inside. */
  static Optional<AnnotatedObject> crop(
      PhotographedObject object, Optional<Mask> mask, Box crop, int size) {
    double inside = object.box().intersection(crop);
    double needed = object.crowd() ? 0 : SHARE_INSIDE * object.box().area();
    double factor = size / crop.width();
    Box box = object.box().shift(-crop.x(), -crop.y()).scale(factor, factor).clip(size, size);
    if (inside <= needed || Math.min(box.width(), box.height()) < MIN_SIDE) {
      return Optional.empty();
    }
    Optional<Mask> shrunk =
        mask.map(whole -> MaskScaling.resize(whole, crop, size, size)).filter(m -> m.area() > 0);
    return Optional.of(
        new AnnotatedObject(object.className(), box, shrunk, object.crowd(), Optional.empty()));
  }
}
