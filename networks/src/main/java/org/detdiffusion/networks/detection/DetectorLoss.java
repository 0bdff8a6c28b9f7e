package org.detdiffusion.networks.detection;

import java.util.List;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * Losses of the detector: generalised IoU for boxes (Rezatofighi et al. 2019) and quality focal
 * loss for classes (Li et al. 2020), whose target is the IoU that the predicted box reaches. Both
 * are sums divided by the number of points that belong to a box.
 */
public final class DetectorLoss {

  private static final double BOX_WEIGHT = 2;

  private DetectorLoss() {}

  /**
   * @param classes {@code [N, classes, G, G]}
   * @param distances {@code [N, 4, G, G]}
   * @param positive {@code [N, 1, G, G]}
   * @param counted {@code [N, 1, G, G]}
   */
  public record Targets(Tensor classes, Tensor distances, Tensor positive, Tensor counted) {

    /** Declares them as inputs of the method that is traced, in this order. */
    static Targets inputs(Trace trace, DetectorConfig config, int images) {
      int grid = config.gridSize();
      return new Targets(
          trace.input("classes", images, config.classes().size(), grid, grid),
          trace.input("distances", images, 4, grid, grid),
          trace.input("positive", images, 1, grid, grid),
          trace.input("counted", images, 1, grid, grid));
    }
  }

  /** The losses: total, class, box. */
  static Tensor of(PocketDetector.Output out, Targets targets) {
    return of(out, targets, iou(out.distances(), targets.distances()).detach());
  }

  /**
   * @param quality IoU of predicted and true boxes, {@code [N, 1, G, G]}, taken as given
   */
  static Tensor of(PocketDetector.Output out, Targets targets, Tensor quality) {
    Tensor share = targets.positive.sum();
    Tensor positives = share.apply(new long[0], "torch.clamp(%s, 1.)", share);
    Tensor classes = classLoss(out.logits(), targets, quality).over(positives);
    Tensor boxes = boxLoss(out.distances(), targets).over(positives);
    Tensor total = classes.plus(boxes.times(BOX_WEIGHT));
    return Tensor.stack(List.of(total, classes, boxes));
  }

  static Tensor iou(Tensor predicted, Tensor expected) {
    Tensor shared = shared(predicted, expected);
    return shared.over(union(predicted, expected, shared));
  }

  private static Tensor classLoss(Tensor logits, Targets targets, Tensor quality) {
    Tensor expected = targets.classes.times(quality);
    String entropy = "torch.binary_cross_entropy_with_logits(%s, %s, None, None, 0)";
    Tensor surprise = logits.apply(logits.shape(), entropy, logits, expected);
    Tensor miss = expected.minus(logits.sigmoid()).square();
    return surprise.times(miss).times(targets.counted).sum();
  }

  private static Tensor boxLoss(Tensor predicted, Targets targets) {
    Tensor expected = targets.distances;
    Tensor shared = shared(predicted, expected);
    Tensor union = union(predicted, expected, shared);
    Tensor hull = area(predicted.maximum(expected));
    Tensor generalised = shared.over(union).minus(hull.minus(union).over(hull));
    return generalised.times(-1).plus(1).times(targets.positive).sum();
  }

  /** Both boxes have the point inside, so the shared box has the smaller distances. */
  private static Tensor shared(Tensor predicted, Tensor expected) {
    return area(predicted.minimum(expected));
  }

  private static Tensor union(Tensor predicted, Tensor expected, Tensor shared) {
    return area(predicted).plus(area(expected)).minus(shared);
  }

  /** Distances {@code [N, 4, G, G]} to areas {@code [N, 1, G, G]}. */
  private static Tensor area(Tensor distances) {
    Tensor size = distances.slice(1, 0, 2).plus(distances.slice(1, 2, 4));
    return size.slice(1, 0, 1).times(size.slice(1, 1, 2));
  }
}
