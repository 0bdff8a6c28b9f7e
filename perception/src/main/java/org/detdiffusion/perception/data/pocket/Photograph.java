package org.detdiffusion.perception.data.pocket;

import java.nio.file.Path;
import java.util.List;

/**
 * A photograph as a source lists it, not yet read.
 *
 * @param id unique in the data set
 * @param root the folder that {@code file} must stay in
 * @param width as stated by the source; 0 where it states none
 */
record Photograph(
    String id, Path root, String file, int width, int height, List<PhotographedObject> objects) {

  /** With every box cut off at the border of the image. */
  Photograph clip(int imageWidth, int imageHeight) {
    List<PhotographedObject> clipped =
        objects.stream().map(object -> object.clip(imageWidth, imageHeight)).toList();
    return new Photograph(id, root, file, width, height, clipped);
  }

  /** The name of a file without its ending. */
  static String stem(String file) {
    int dot = file.lastIndexOf('.');
    return dot > file.lastIndexOf('/') + 1 ? file.substring(0, dot) : file;
  }
}
