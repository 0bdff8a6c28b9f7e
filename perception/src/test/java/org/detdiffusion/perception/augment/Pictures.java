package org.detdiffusion.perception.augment;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.image.PixelImage;

/** Test images: bright rectangles on black. */
final class Pictures {
  static final int SIDE = 64;

  private Pictures() {}

  static AnnotatedImage of(String id, Box... boxes) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    for (Box box : boxes) {
      Mask.rectangle(SIDE, SIDE, box).bits().stream()
          .forEach(i -> rgb[3 * i] = rgb[3 * i + 1] = rgb[3 * i + 2] = (byte) 200);
    }
    List<AnnotatedObject> objects = List.of(boxes).stream().map(Pictures::object).toList();
    return new AnnotatedImage(id, "test", "train", new PixelImage(SIDE, SIDE, rgb), objects);
  }

  static AnnotatedImage withoutMasks(AnnotatedImage image) {
    return image.withObjects(
        image.objects().stream()
            .map(object -> object.withBox(object.box(), Optional.empty()))
            .toList());
  }

  static AnnotatedImage random(String id, RandomGenerator random, int objects) {
    Box[] boxes = new Box[objects];
    for (int i = 0; i < objects; i++) {
      double width = 6 + random.nextInt(24);
      double height = 6 + random.nextInt(24);
      boxes[i] =
          new Box(
              random.nextInt((int) (SIDE - width + 1)),
              random.nextInt((int) (SIDE - height + 1)),
              width,
              height);
    }
    return of(id, boxes);
  }

  private static AnnotatedObject object(Box box) {
    return new AnnotatedObject(
        "dog",
        box,
        Optional.of(Mask.rectangle(SIDE, SIDE, box)),
        false,
        Optional.of(Attribute.HARD));
  }
}
