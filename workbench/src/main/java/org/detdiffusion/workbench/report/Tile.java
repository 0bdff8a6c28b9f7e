package org.detdiffusion.workbench.report;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.image.PixelImage;

/** One picture of a contact sheet with the boxes to draw over it. */
public record Tile(PixelImage image, List<MarkedBox> boxes) {

  public static Tile of(AnnotatedImage image) {
    return new Tile(image.image(), image.objects().stream().map(MarkedBox::of).toList());
  }
}
