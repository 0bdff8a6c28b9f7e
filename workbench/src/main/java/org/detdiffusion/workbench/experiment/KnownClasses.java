package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;

/**
 * Images without objects of classes that no training image shows, since no generator could make
 * them, and without images that held nothing else.
 *
 * @param classes those that are left, in their order
 * @param leftOut what is not, counted by kind; kinds without any are not listed
 */
record KnownClasses(
    List<String> classes, List<AnnotatedImage> images, Map<String, Integer> leftOut) {

  static KnownClasses of(List<String> classes, List<AnnotatedImage> images) {
    Set<String> shown =
        images.stream()
            .filter(image -> image.split().equals(Splits.TRAIN))
            .flatMap(image -> image.objects().stream())
            .map(AnnotatedObject::className)
            .collect(Collectors.toSet());
    List<AnnotatedImage> kept = new ArrayList<>();
    for (AnnotatedImage image : images) {
      List<AnnotatedObject> left =
          image.objects().stream().filter(object -> shown.contains(object.className())).toList();
      if (!left.isEmpty() || image.objects().isEmpty()) {
        kept.add(image.withObjects(left));
      }
    }
    List<String> known = classes.stream().filter(shown::contains).toList();
    Map<String, Integer> leftOut = new LinkedHashMap<>();
    count(leftOut, "classes that no training image shows", classes.size() - known.size());
    count(leftOut, "objects of such classes", objects(images) - objects(kept));
    count(leftOut, "images of such objects alone", images.size() - kept.size());
    return new KnownClasses(known, List.copyOf(kept), leftOut);
  }

  private static void count(Map<String, Integer> leftOut, String kind, int count) {
    if (count > 0) {
      leftOut.put(kind, count);
    }
  }

  private static int objects(List<AnnotatedImage> images) {
    return images.stream().mapToInt(image -> image.objects().size()).sum();
  }
}
