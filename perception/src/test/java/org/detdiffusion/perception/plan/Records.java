package org.detdiffusion.perception.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** Layouts for tests. */
final class Records {
  private Records() {}

  static LayoutObject object(String name, Box box) {
    return new LayoutObject(name, box, Optional.empty());
  }

  static LayoutObject judged(String name, Box box, Attribute attribute) {
    return new LayoutObject(name, box, Optional.of(attribute));
  }

  static AnnotatedLayout of(String id, LayoutObject... objects) {
    return new AnnotatedLayout(id, new Layout(64, 64, List.of(objects)));
  }

  /** Cells 10 to 25 pixels wide, a quarter of them rare and hard. */
  static List<AnnotatedLayout> random(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<AnnotatedLayout> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      LayoutObject[] objects = new LayoutObject[1 + random.nextInt(5)];
      for (int j = 0; j < objects.length; j++) {
        objects[j] = object(random);
      }
      records.add(of("image%03d".formatted(i), objects));
    }
    return records;
  }

  private static LayoutObject object(SplittableRandom random) {
    double width = random.nextDouble(10, 25);
    double height = random.nextDouble(10, 25);
    boolean rare = random.nextInt(4) == 0;
    Box box = new Box(random.nextDouble(64 - width), random.nextDouble(64 - height), width, height);
    return new LayoutObject(
        rare ? "rare" : "common", box, Optional.of(rare ? Attribute.HARD : Attribute.EASY));
  }
}
