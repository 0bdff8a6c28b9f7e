package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves out objects of classes that no training image shows: no generator could make them. */
final class KnownClasses {
  private static final Logger LOG = LoggerFactory.getLogger(KnownClasses.class);

  private KnownClasses() {}

  /** The same images without such objects, and without images that held nothing else. */
  static List<AnnotatedImage> only(List<AnnotatedImage> images) {
    Set<String> known =
        images.stream()
            .filter(image -> image.split().equals(Splits.TRAIN))
            .flatMap(image -> image.objects().stream())
            .map(AnnotatedObject::className)
            .collect(Collectors.toSet());
    List<AnnotatedImage> kept = new ArrayList<>();
    int objects = 0;
    for (AnnotatedImage image : images) {
      List<AnnotatedObject> left =
          image.objects().stream().filter(object -> known.contains(object.className())).toList();
      objects += image.objects().size() - left.size();
      if (!left.isEmpty() || image.objects().isEmpty()) {
        kept.add(image.withObjects(left));
      }
    }
    if (objects > 0) {
      LOG.warn(
          "left out {} objects of classes that no training image shows, and {} images of nothing else",
          objects,
          images.size() - kept.size());
    }
    return List.copyOf(kept);
  }
}
