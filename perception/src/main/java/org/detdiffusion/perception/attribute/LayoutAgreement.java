package org.detdiffusion.perception.attribute;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;

/**
 * How far a generated image shows what was asked for, as a detector sees it.
 *
 * @param verdicts one an asked object, in their order; {@code EASY} means found
 * @param unasked detections of things that nothing asked for
 */
public record LayoutAgreement(List<Verdict> verdicts, int unasked) {
  /** Detections that overlap every object less see something else: TIDE's background threshold. */
  public static final double BACKGROUND_IOU = 0.1;

  public LayoutAgreement {
    verdicts = List.copyOf(verdicts);
  }

  /**
   * Compares an image's layout with what a detector sees.
   *
   * @param rule when an object counts as found; as there, one detection may find several objects
   * @param unaskedScore detections with a score above it count as unasked when they lie on none of
   *     the objects, of whatever class (<a href="https://arxiv.org/abs/2008.08115">TIDE</a>'s
   *     background error)
   */
  public static LayoutAgreement of(
      AttributeRule rule,
      double unaskedScore,
      List<AnnotatedObject> asked,
      List<Detection> detections) {
    long unasked =
        detections.stream()
            .filter(detection -> detection.score() > unaskedScore)
            .filter(detection -> asked.stream().noneMatch(object -> isOn(object, detection)))
            .count();
    return new LayoutAgreement(rule.judge(asked, detections), Math.toIntExact(unasked));
  }

  private static boolean isOn(AnnotatedObject object, Detection detection) {
    return object.box().intersectionOverUnion(detection.box()) > BACKGROUND_IOU;
  }

  /** Share of the asked objects that were found, 0 to 1; 1 when nothing was asked for. */
  public double share() {
    return verdicts.isEmpty() ? 1 : (double) found() / verdicts.size();
  }

  /** How many of the asked objects were found. */
  public int found() {
    return (int) verdicts.stream().filter(LayoutAgreement::isFound).count();
  }

  private static boolean isFound(Verdict verdict) {
    return verdict.attribute() == Attribute.EASY;
  }
}
