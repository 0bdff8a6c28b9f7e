package org.detdiffusion.perception.data.pocket;

import java.util.Optional;
import org.detdiffusion.perception.data.Outline;
import org.detdiffusion.perception.geometry.Box;

/** An object of a photograph, in the photograph's pixels; its outline is painted on demand. */
record PhotographedObject(String className, Box box, Optional<Outline> outline, boolean crowd) {

  /** Whether a stated box is of numbers, with a width and a height above 0. */
  static boolean hasArea(Box box) {
    return box.isFinite() && box.width() > 0 && box.height() > 0;
  }

  PhotographedObject clip(int imageWidth, int imageHeight) {
    return new PhotographedObject(className, box.clip(imageWidth, imageHeight), outline, crowd);
  }
}
