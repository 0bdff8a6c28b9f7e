package org.detdiffusion.networks.detection.torchvision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.Boxes;

/**
 * Images as a detector takes them.
 *
 * @param pixels {@code [N, 3, height, width]}
 * @param resized size of each inside its padding
 * @param originals size of each before
 */
// Pixels are handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
public record ImageBatch(
    float[] pixels, int height, int width, List<Size> resized, List<Size> originals) {

  /** In pixels. */
  public record Size(int height, int width) {}

  public int count() {
    return resized.size();
  }

  NDArray toArray(NDManager manager) {
    return manager.create(pixels, new Shape(count(), 3, height, width));
  }

  /** The largest height and the largest width without padding; not always of one image. */
  Size largest() {
    return new Size(
        resized.stream().mapToInt(Size::height).max().orElseThrow(),
        resized.stream().mapToInt(Size::width).max().orElseThrow());
  }

  /** Boxes of an original image on the resized one. */
  public Boxes resize(Boxes boxes, int image) {
    return scale(boxes, originals.get(image), resized.get(image));
  }

  /** Boxes found on a resized image on the original. */
  Boxes restore(Boxes boxes, int image) {
    return scale(boxes, resized.get(image), originals.get(image));
  }

  /** The ratios are of single precision, as in torchvision. */
  private static Boxes scale(Boxes boxes, Size from, Size to) {
    return boxes.scale((float) to.width / from.width, (float) to.height / from.height);
  }
}
