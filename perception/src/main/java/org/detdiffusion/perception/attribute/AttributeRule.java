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
    List<Detection> kept =
        detections.stream().filter(detection -> detection.score() > gamma).toList();
    return objects.stream().map(object -> judge(object, kept)).toList();
  }

  private Verdict judge(AnnotatedObject object, List<Detection> kept) {
    double iou = 0;
    double score = 0;
    for (Detection detection : kept) {
      double overlap = object.box().intersectionOverUnion(detection.box());
      if (counts(object, detection)
          && (overlap > iou || (overlap == iou && overlap > 0 && detection.score() > score))) {
        iou = overlap;
        score = detection.score();
      }
    }
    return new Verdict(iou > beta ? Attribute.EASY : Attribute.HARD, score, iou);
  }

  private boolean counts(AnnotatedObject object, Detection detection) {
    return !classAware || object.className().equals(detection.className());
  }
}
