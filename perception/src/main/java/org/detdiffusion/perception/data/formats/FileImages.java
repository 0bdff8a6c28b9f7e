package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.image.InvalidImageException;

/**
 * Images that stay in their files until they are asked for, as {@link SquareImages}. Images without
 * objects are left out.
 */
public final class FileImages extends AbstractList<AnnotatedImage> implements RandomAccess {
  private final SquareImages squares;
  private final List<ImageEntry> images;

  /**
   * @param side of the squares in pixels
   */
  public FileImages(WholeDataSet data, int side) {
    squares = new SquareImages(data, side);
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
    try {
      return squares.read(images.get(index));
    } catch (InvalidImageException e) {
      throw new UncheckedIOException(new IOException(e.getMessage(), e));
    }
  }
}
