package org.detdiffusion.perception.data;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;

/** An object of a photograph, in the photograph's pixels; its outline is painted on demand. */
record PhotographedObject(String className, Box box, Optional<Outline> outline, boolean crowd) {

  PhotographedObject clip(int imageWidth, int imageHeight) {
    return new PhotographedObject(className, box.clip(imageWidth, imageHeight), outline, crowd);
  }
}
