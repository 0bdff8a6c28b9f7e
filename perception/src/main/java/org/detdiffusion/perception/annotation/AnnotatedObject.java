package org.detdiffusion.perception.annotation;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;

/**
 * One object of an image.
 *
 * @param mask over the whole image, where the data set has one
 * @param crowd a group that is not counted object by object (COCO's iscrowd)
 * @param attribute easy or hard, once a detector has judged
 */
public record AnnotatedObject(
    String className, Box box, Optional<Mask> mask, boolean crowd, Optional<Attribute> attribute) {

  public static AnnotatedObject of(String className, Box box) {
    return new AnnotatedObject(className, box, Optional.empty(), false, Optional.empty());
  }

  public AnnotatedObject withAttribute(Attribute judged) {
    return new AnnotatedObject(className, box, mask, crowd, Optional.of(judged));
  }

  public AnnotatedObject withBox(Box moved, Optional<Mask> movedMask) {
    return new AnnotatedObject(className, moved, movedMask, crowd, attribute);
  }
}
