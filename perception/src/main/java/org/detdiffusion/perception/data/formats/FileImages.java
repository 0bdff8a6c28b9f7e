package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.MaskScaling;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.InvalidImageException;
import org.detdiffusion.perception.image.PixelImage;

/**
 * Images that stay in their files until they are asked for; then they are scaled to squares,
 * whatever their shape, as GeoDiffusion does. Images without objects are left out.
 */
public final class FileImages extends AbstractList<AnnotatedImage> implements RandomAccess {
  private final WholeDataSet data;
  private final List<ImageEntry> images;
  private final int side;

  /**
   * @param side of the squares in pixels
   */
  public FileImages(WholeDataSet data, int side) {
    this.data = data;
    this.side = side;
    images =
        data.images().stream()
            .filter(image -> image.objects().stream().anyMatch(object -> !object.crowd()))
            .toList();
  }

  /**
   * @throws InvalidDataSetException in one sentence that names the first image without a file
   */
  public void requireFiles() throws InvalidDataSetException {
    for (ImageEntry image : images) {
      if (image.folders().find(image.fileName()).isEmpty()) {
        throw new InvalidDataSetException(
            "image '%s' has no file in any of %s: add it or drop its annotations"
                .formatted(image.fileName(), image.folders().folders()));
      }
    }
  }

  @Override
  public int size() {
    return images.size();
  }

  /**
   * @throws UncheckedIOException in one sentence when the image can't be read
   */
  @Override
  public AnnotatedImage get(int index) {
    ImageEntry entry = images.get(index);
    try {
      PixelImage scaled = ImageFiles.resize(entry.pixels(), side, side);
      List<AnnotatedObject> objects =
          entry.objects().stream().map(object -> object(entry, object)).toList();
      return new AnnotatedImage(entry.fileName(), "", entry.split(), scaled, objects);
    } catch (InvalidImageException e) {
      throw new UncheckedIOException(new IOException(e.getMessage(), e));
    }
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
