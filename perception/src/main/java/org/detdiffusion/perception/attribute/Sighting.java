package org.detdiffusion.perception.attribute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;

/**
 * What one prediction says of one object.
 *
 * @param score the prediction's
 * @param iou its overlap with the object, above 0
 * @param sameClass whether it names the object's class
 */
public record Sighting(double score, double iou, boolean sameClass) {
  private static final Comparator<Sighting> BEST_FIRST =
      Comparator.comparingDouble(Sighting::score)
          .thenComparingDouble(Sighting::iou)
          .thenComparing(Sighting::sameClass)
          .reversed();

  /**
   * Those that can decide whether the object is easy, whatever the thresholds and whether classes
   * count or not; the highest score first. Any other is no better in score, overlap or class than
   * one of these.
   */
  public static List<Sighting> of(AnnotatedObject object, List<Detection> detections) {
    List<Sighting> all = new ArrayList<>();
    for (Detection each : detections) {
      double iou = object.box().intersectionOverUnion(each.box());
      if (iou > 0) {
        all.add(new Sighting(each.score(), iou, object.className().equals(each.className())));
      }
    }
    all.sort(BEST_FIRST);
    return front(all);
  }

  private static List<Sighting> front(List<Sighting> bestFirst) {
    List<Sighting> front = new ArrayList<>();
    double best = 0;
    double bestOfClass = 0;
    for (Sighting each : bestFirst) {
      if (each.iou > (each.sameClass ? bestOfClass : best)) {
        front.add(each);
        best = Math.max(best, each.iou);
        bestOfClass = each.sameClass ? each.iou : bestOfClass;
      }
    }
    return front;
  }
}
