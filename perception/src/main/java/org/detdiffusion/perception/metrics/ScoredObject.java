package org.detdiffusion.perception.metrics;

import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/** An object that a detector says is there. */
public record ScoredObject(
    long imageId, int categoryId, Box box, Optional<RunLengths> mask, double score) {

  /** In pixels: the mask's where masks are compared. */
  double area(CocoType type) {
    return type == CocoType.BOX ? box.area() : mask.orElseThrow().area();
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
