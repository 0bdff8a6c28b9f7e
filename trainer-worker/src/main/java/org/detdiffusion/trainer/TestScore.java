package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.metrics.AveragePrecision;

/** Average precision of a published detector on the test images. */
final class TestScore {
  private TestScore() {}

  /**
   * COCO's AP, AP50 and AP75, 0 to 1; AP of each class as {@code ap/boot}, and of each of COCO's
   * sizes as {@code ap_small}, where the images have such objects.
   */
  static Map<String, Double> of(Trainings trainings, Path published, RunImages test)
      throws IOException {
    List<List<Detection>> detections = trainings.detect(published, test.pixels());
    AveragePrecision score = AveragePrecision.of(test, detections);
    Map<String, Double> measures = new HashMap<>();
    measures.putAll(Map.of("ap", score.ap(), "ap50", score.ap50(), "ap75", score.ap75()));
    score.byClass().forEach((name, ap) -> measures.put("ap/" + name, ap));
    score.bySize().forEach((size, ap) -> measures.put("ap_" + size, ap));
    return measures;
  }
}
