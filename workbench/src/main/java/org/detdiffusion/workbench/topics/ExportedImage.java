package org.detdiffusion.workbench.topics;

import java.util.List;
import org.detdiffusion.messages.ObjectAnnotation;

/**
 * An image whose pixels are in their file.
 *
 * @param key of its message
 * @param fileName relative to the folder of images
 * @param synthetic whether a generator made it
 * @param fields what is known of it beyond COCO's fields, as members of a JSON object
 */
record ExportedImage(
    String key,
    String split,
    String fileName,
    int width,
    int height,
    List<ObjectAnnotation> objects,
    boolean synthetic,
    String fields) {

  ExportedImage {
    objects = List.copyOf(objects);
  }
}
