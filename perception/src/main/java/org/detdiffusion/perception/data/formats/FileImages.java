package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.detdiffusion.perception.annotation.AnnotatedImage;
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
