package org.detdiffusion.perception.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Detection;

/**
 * COCO's average precision of boxes, each 0..1; 0 where there is no true object at all.
 *
 * @param ap mean over IoU 0.50 to 0.95
 * @param recall mean over the same thresholds, 100 detections an image
 * @param byClass ap of each class that has true objects
 * @param bySize ap of the {@code small}, {@code medium} and {@code large} objects, where there are
 *     such: divided at 32 * 32 and 96 * 96 pixels
 */
public record AveragePrecision(
    double ap,
    double ap50,
    double ap75,
    double recall,
    Map<String, Double> byClass,
    Map<String, Double> bySize) {

  public AveragePrecision {
    byClass = Map.copyOf(byClass);
    bySize = Map.copyOf(bySize);
  }

  /**
   * Scores detections; areas are those of the boxes.
   *
   * @param detections one list an image, in the images' order
   */
  public static AveragePrecision of(List<AnnotatedImage> truth, List<List<Detection>> detections) {
    if (truth.size() != detections.size()) {
      throw new IllegalArgumentException(
          "%d images can't be scored with detections of %d"
              .formatted(truth.size(), detections.size()));
    }
    CocoResult result = new NamedObjects(truth, detections).evaluate();
    CocoSummary summary = result.summary();
    return new AveragePrecision(
        Math.max(0, summary.ap()),
        Math.max(0, summary.ap50()),
        Math.max(0, summary.ap75()),
        Math.max(0, summary.ar100()),
        NamedObjects.averagePrecisionByClass(result),
        bySize(summary));
  }

  private static Map<String, Double> bySize(CocoSummary summary) {
    Map<String, Double> bySize = new HashMap<>();
    bySize.put("small", summary.apSmall());
    bySize.put("medium", summary.apMedium());
    bySize.put("large", summary.apLarge());
    bySize.values().removeIf(ap -> ap < 0);
    return bySize;
  }
}
