package org.detdiffusion.perception.annotation;

import java.util.List;
import org.detdiffusion.perception.image.PixelImage;

/**
 * An image with its objects.
 *
 * @param id unique in the data set; never used as a path
 */
public record AnnotatedImage(
    String id, String dataSet, String split, PixelImage image, List<AnnotatedObject> objects) {

  public AnnotatedImage {
    objects = List.copyOf(objects);
  }

  public AnnotatedImage with(PixelImage changed, List<AnnotatedObject> changedObjects) {
    return new AnnotatedImage(id, dataSet, split, changed, changedObjects);
  }

  public AnnotatedImage withObjects(List<AnnotatedObject> changedObjects) {
    return with(image, changedObjects);
  }
}
