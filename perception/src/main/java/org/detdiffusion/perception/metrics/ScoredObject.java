package org.detdiffusion.perception.metrics;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/**
 * An object that a detector says is there.
 *
 * @param area by which its size is judged, in pixels
 */
public record ScoredObject(
    long imageId, int categoryId, Box box, Optional<RunLengths> mask, double area, double score) {

  /** A box alone. */
  public static ScoredObject of(long imageId, int categoryId, Box box, double score) {
    return new ScoredObject(imageId, categoryId, box, Optional.empty(), box.area(), score);
  }

  /** IoU with a true object; over this object's own area when that is a crowd. */
  double overlap(TrueObject truth, CocoType type) {
    if (type == CocoType.MASK) {
      return mask.orElseThrow().intersectionOverUnion(truth.mask().orElseThrow(), truth.crowd());
    }
    double intersection = box.intersection(truth.box());
    double union = truth.crowd() ? box.area() : box.area() + truth.box().area() - intersection;
    return intersection > 0 ? intersection / union : 0;
  }
}
