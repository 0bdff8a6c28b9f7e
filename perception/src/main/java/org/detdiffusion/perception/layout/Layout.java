package org.detdiffusion.perception.layout;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/** The objects of an image to be made, boxes in pixels of the stated size. */
public record Layout(int width, int height, List<LayoutObject> objects) {

  public Layout {
    objects = List.copyOf(objects);
  }

  /** The layout that a real image shows. */
  public static Layout of(AnnotatedImage image) {
    List<LayoutObject> objects =
        image.objects().stream()
            .filter(object -> !object.crowd())
            .map(object -> new LayoutObject(object.className(), object.box(), object.attribute()))
            .toList();
    return new Layout(image.image().width(), image.image().height(), objects);
  }
}
