package org.detdiffusion.networks.detection.boxes;

import java.util.Arrays;
import org.detdiffusion.networks.script.Tensor;

/**
 * How much boxes overlap, with gradients: 1 where they are equal. Both tensors are {@code [..., 4]}
 * with x1, y1, x2, y2 and broadcast against each other, so that {@code [N, 1, 4]} and {@code [1, M,
 * 4]} give all pairs.
 *
 * @param epsilon added to areas that divide: 1e-7 in torchvision's losses, 0 in its matrices
 */
public record BoxOverlap(Tensor first, Tensor second, double epsilon) {

  private static final double SMALL = 1e-7;

  /** Intersection over union. */
  public Tensor plain() {
    return intersection().over(union().plus(epsilon));
  }

  /** Less the unused share of the smallest box around both (Rezatofighi et al. 2019). */
  public Tensor generalised() {
    Tensor hull = hull(0).times(hull(1));
    return plain().minus(hull.minus(union()).over(hull.plus(epsilon)));
  }

  /** Less the squared distance of the centres, in diagonals of that box (Zheng et al. 2020). */
  public Tensor distance() {
    Tensor diagonal = hull(0).square().plus(hull(1).square()).plus(SMALL);
    Tensor distance = centers(0).square().plus(centers(1).square());
    return plain().minus(distance.over(diagonal));
  }

  /** Also less the difference of the shapes (Zheng et al. 2020). */
  public Tensor complete() {
    Tensor angle = angle(second).minus(angle(first));
    Tensor shape = angle.square().times(4 / (Math.PI * Math.PI));
    Tensor share = shape.over(shape.minus(plain()).plus(1 + SMALL)).detach();
    return distance().minus(share.times(shape));
  }

  private Tensor intersection() {
    Tensor w = side(first, 2).minimum(side(second, 2)).minus(low(0));
    Tensor h = side(first, 3).minimum(side(second, 3)).minus(low(1));
    String inside =
        "torch.where(torch.logical_and(torch.gt(%s, 0), torch.gt(%s, 0)), torch.mul(%s, %s),"
            + " torch.zeros_like(%s))";
    return w.apply(w.shape(), inside, w, h, w, h, w);
  }

  private Tensor low(int axis) {
    return side(first, axis).maximum(side(second, axis));
  }

  private Tensor union() {
    return area(first).plus(area(second)).minus(intersection());
  }

  private Tensor hull(int axis) {
    Tensor high = side(first, axis + 2).maximum(side(second, axis + 2));
    return high.minus(side(first, axis).minimum(side(second, axis)));
  }

  private Tensor centers(int axis) {
    Tensor a = side(first, axis).plus(side(first, axis + 2));
    Tensor b = side(second, axis).plus(side(second, axis + 2));
    return a.minus(b).times(0.5);
  }

  private static Tensor angle(Tensor boxes) {
    Tensor ratio = extent(boxes, 0).over(extent(boxes, 1));
    return ratio.apply(ratio.shape(), "torch.atan(%s)", ratio);
  }

  private static Tensor area(Tensor boxes) {
    return extent(boxes, 0).times(extent(boxes, 1));
  }

  private static Tensor extent(Tensor boxes, int axis) {
    return side(boxes, axis + 2).minus(side(boxes, axis));
  }

  private static Tensor side(Tensor boxes, int side) {
    long[] shape = boxes.shape();
    long[] rest = Arrays.copyOf(shape, shape.length - 1);
    return boxes.apply(rest, "torch.select(%s, -1, " + side + ")", boxes);
  }
}
