package org.detdiffusion.networks.detection.boxes;

import org.detdiffusion.networks.script.Tensor;

/**
 * Boxes as distances from the centre of another box to the four sides, as torchvision's {@code
 * BoxLinearCoder}.
 *
 * @param relative whether distances are counted in widths and heights of the other box
 */
public record LinearBoxCoder(boolean relative) {

  /** Four distances a box, from the centre of the reference to the sides of the box. */
  public double[] encode(Boxes references, Boxes boxes) {
    double[] codes = new double[4 * references.size()];
    for (int i = 0; i < references.size(); i++) {
      double width = relative ? references.width(i) : 1;
      double height = relative ? references.height(i) : 1;
      codes[4 * i] = (references.centerX(i) - boxes.get(i, 0)) / width;
      codes[4 * i + 1] = (references.centerY(i) - boxes.get(i, 1)) / height;
      codes[4 * i + 2] = (boxes.get(i, 2) - references.centerX(i)) / width;
      codes[4 * i + 3] = (boxes.get(i, 3) - references.centerY(i)) / height;
    }
    return codes;
  }

  /** Puts the box with the given distances from the centre of a reference. */
  public void decode(Boxes references, int reference, float[] codes, int at, double[] to, int put) {
    double width = relative ? references.width(reference) : 1;
    double height = relative ? references.height(reference) : 1;
    double x = references.centerX(reference);
    double y = references.centerY(reference);
    to[put] = x - codes[at] * width;
    to[put + 1] = y - codes[at + 1] * height;
    to[put + 2] = x + codes[at + 2] * width;
    to[put + 3] = y + codes[at + 3] * height;
  }

  /**
   * The same for the network's own distances, so that a loss may look at the boxes.
   *
   * @param codes {@code [N, 4]}
   * @param references {@code [N, 4]}
   * @return {@code [N, 4]}
   */
  public Tensor decode(Tensor codes, Tensor references) {
    long[] half = {codes.size(0), 2};
    Tensor low = references.slice(1, 0, 2);
    Tensor high = references.slice(1, 2, 4);
    Tensor center = low.plus(high).times(0.5);
    Tensor unit = relative ? high.minus(low) : high.apply(half, "torch.ones_like(%s)", high);
    Tensor first = center.minus(codes.slice(1, 0, 2).times(unit));
    Tensor second = center.plus(codes.slice(1, 2, 4).times(unit));
    return Tensor.cat(1, first, second);
  }
}
