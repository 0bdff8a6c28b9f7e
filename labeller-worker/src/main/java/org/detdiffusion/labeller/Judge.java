package org.detdiffusion.labeller;

import java.util.List;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** The detector of a labelling loop; used by one thread at a time. */
public interface Judge extends AutoCloseable {

  /** Side of the square images that it looks at, in pixels; 0 when it looks at any image. */
  int imageSize();

  /** What it sees, boxes in pixels of the image. */
  List<Detection> detect(PixelImage image);

  @Override
  void close();
}
