package org.detdiffusion.workbench.label;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.InvalidImageException;

/** What is seen in the images of a data set. */
interface Eye {

  /**
   * Best first.
   *
   * @param image its index in the data set
   * @throws InvalidImageException in one sentence when it can't be looked at
   */
  List<Detection> look(int image) throws IOException, InvalidImageException;
}
