package org.detdiffusion.networks.detection.boxes;

/**
 * Boxes as shifts and log sizes relative to other boxes (Girshick et al. 2014), as torchvision's
 * {@code BoxCoder}.
 *
 * @param center weight of both shifts
 * @param size weight of both log sizes
 */
public record BoxCoder(double center, double size) {

  /** The weights of proposals and of RetinaNet. */
  public static final BoxCoder PLAIN = new BoxCoder(1, 1);

  /** Decoded boxes grow by this factor at most. */
  private static final double LARGEST_LOG = Math.log(1000.0 / 16);

  /** Four codes a box that lead from the proposal to the reference of the same index. */
  public double[] encode(Boxes references, Boxes proposals) {
    double[] codes = new double[4 * references.size()];
    for (int i = 0; i < references.size(); i++) {
      double width = proposals.width(i);
      double height = proposals.height(i);
      codes[4 * i] = center * (references.centerX(i) - proposals.centerX(i)) / width;
      codes[4 * i + 1] = center * (references.centerY(i) - proposals.centerY(i)) / height;
      codes[4 * i + 2] = size * Math.log(references.width(i) / width);
      codes[4 * i + 3] = size * Math.log(references.height(i) / height);
    }
    return codes;
  }

  /** Puts the box that a code leads to from a proposal. */
  public void decode(Boxes proposals, int proposal, float[] codes, int at, double[] to, int put) {
    double width = proposals.width(proposal);
    double height = proposals.height(proposal);
    double x = proposals.centerX(proposal) + codes[at] / center * width;
    double y = proposals.centerY(proposal) + codes[at + 1] / center * height;
    double halfWidth = Math.exp(Math.min(codes[at + 2] / size, LARGEST_LOG)) * width / 2;
    double halfHeight = Math.exp(Math.min(codes[at + 3] / size, LARGEST_LOG)) * height / 2;
    to[put] = x - halfWidth;
    to[put + 1] = y - halfHeight;
    to[put + 2] = x + halfWidth;
    to[put + 3] = y + halfHeight;
  }
}
