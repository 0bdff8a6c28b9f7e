package org.detdiffusion.perception.attribute;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;

/**
 * Easy or hard (DetDiffusion 3.1): an object is easy when a prediction with a score above gamma
 * overlaps it by an IoU above beta, else hard. One prediction may make several objects easy.
 *
 * @param gamma 0..1
 * @param beta 0..1
 * @param classAware whether the prediction's class must be the object's; the paper's rule looks at
 *     boxes only
 */
public record AttributeRule(double gamma, double beta, boolean classAware) {
  public static final double DEFAULT_GAMMA = 0.3;
  public static final double DEFAULT_BETA = 0.6;

  public AttributeRule {
    if (!(gamma >= 0 && gamma <= 1 && beta >= 0 && beta <= 1)) {
      throw new IllegalArgumentException(
          "gamma (%s) and beta (%s) must lie between 0 and 1".formatted(gamma, beta));
    }
  }

  public static AttributeRule standard() {
    return new AttributeRule(DEFAULT_GAMMA, DEFAULT_BETA, false);
  }

  /** One verdict an object, in their order. */
  public List<Verdict> judge(List<AnnotatedObject> objects, List<Detection> detections) {
    return objects.stream().map(object -> judge(Sighting.of(object, detections))).toList();
  }

  /** By what was seen of the object: the best overlap above gamma, and of equals the best score. */
  public Verdict judge(List<Sighting> seen) {
    Sighting best = new Sighting(0, 0, false);
    for (Sighting each : seen) {
      boolean better =
          each.iou() > best.iou() || (each.iou() == best.iou() && each.score() > best.score());
      if (better && counts(each)) {
        best = each;
      }
    }
    return new Verdict(
        best.iou() > beta ? Attribute.EASY : Attribute.HARD, best.score(), best.iou());
  }

  private boolean counts(Sighting seen) {
    return seen.score() > gamma && (seen.sameClass() || !classAware);
  }
}
