package org.detdiffusion.perception.data.formats;

import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.MaskScaling;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Images of files, scaled to squares whatever their shape, as GeoDiffusion does, with their boxes,
 * masks, crowds and attributes.
 *
 * @param side of the squares in pixels
 */
public record SquareImages(WholeDataSet data, int side) {

  /**
   * The image under its file name; its data set has no name.
   *
   * @throws InvalidImageException in one sentence when the image can't be read
   */
  public AnnotatedImage read(ImageEntry entry) throws InvalidImageException {
    PixelImage scaled = ImageFiles.resize(entry.pixels(), side, side);
    List<AnnotatedObject> objects =
        entry.objects().stream().map(object -> object(entry, object)).toList();
    return new AnnotatedImage(entry.fileName(), "", entry.split(), scaled, objects);
  }

  private AnnotatedObject object(ImageEntry entry, ObjectEntry object) {
    double across = (double) side / entry.width();
    double down = (double) side / entry.height();
    return new AnnotatedObject(
        data.classes().get(object.classIndex()).name(),
        object.box().scale(across, down).clip(side, side),
        mask(entry, object),
        object.crowd(),
        object.attribute());
  }

  /** An outline that does not fit its image is as good as none. */
  private Optional<Mask> mask(ImageEntry entry, ObjectEntry object) {
    Box whole = new Box(0, 0, entry.width(), entry.height());
    try {
      return object
          .outline()
          .map(outline -> outline.paint(entry.width(), entry.height()))
          .map(mask -> MaskScaling.resize(mask, whole, side, side))
          .filter(mask -> mask.area() > 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
