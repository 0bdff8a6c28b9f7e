package org.detdiffusion.networks.detection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.detdiffusion.perception.annotation.Detection;

/**
 * Of detections of one class that overlap, keeps the best; the order of equal scores is kept, as in
 * torchvision.
 *
 * @param threshold IoU above which the weaker of two is dropped
 * @param most detections kept, the best of all classes
 */
public record NonMaximumSuppression(double threshold, int most) {

  /** Best first. */
  public List<Detection> apply(List<Detection> detections) {
    List<Detection> kept = new ArrayList<>();
    detections.stream()
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .forEach(
            candidate -> {
              if (kept.size() < most && kept.stream().noneMatch(k -> suppresses(k, candidate))) {
                kept.add(candidate);
              }
            });
    return List.copyOf(kept);
  }

  private boolean suppresses(Detection kept, Detection candidate) {
    return kept.className().equals(candidate.className())
        && kept.box().intersectionOverUnion(candidate.box()) > threshold;
  }
}
