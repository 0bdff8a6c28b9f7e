package org.detdiffusion.workbench.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;

/** Finds the real image whose layout a made image was copied from. */
final class SameLayout {
  private final Map<String, AnnotatedImage> byLayout = new HashMap<>();

  SameLayout(Collection<AnnotatedImage> real) {
    real.forEach(image -> byLayout.putIfAbsent(layout(image), image));
  }

  /** The real images of the made ones' layouts, in that order, where there are any. */
  List<AnnotatedImage> of(List<AnnotatedImage> made) {
    return made.stream()
        .map(image -> byLayout.get(layout(image)))
        .filter(Objects::nonNull)
        .toList();
  }

  private static String layout(AnnotatedImage image) {
    return image.objects().stream()
        .filter(object -> !object.crowd())
        .map(SameLayout::place)
        .sorted()
        .collect(Collectors.joining(";"));
  }

  private static String place(AnnotatedObject object) {
    var box = object.box().clip(Double.MAX_VALUE, Double.MAX_VALUE);
    return object.className()
        + Math.round(10 * box.x())
        + ","
        + Math.round(10 * box.y())
        + ","
        + Math.round(10 * box.width())
        + ","
        + Math.round(10 * box.height());
  }
}
