package org.detdiffusion.perception.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

class SightingPropertiesTest {
  private static final AnnotatedObject DOG = AnnotatedObject.of("dog", new Box(10, 10, 10, 10));
  private final SplittableRandom random = new SplittableRandom(5);

  @Test
  void whatIsKeptDecidesAsAllDetectionsDoUnderAnyRule() {
    for (int round = 0; round < 2000; round++) {
      List<Detection> detections = detections(random.nextInt(12));
      AttributeRule rule = new AttributeRule(tenth(), tenth(), random.nextBoolean());
      assertThat(rule.judge(Sighting.of(DOG, detections)))
          .as("%s of %s", rule, detections)
          .isEqualTo(byAll(rule, detections));
    }
  }

  @Test
  void noneThatIsKeptIsNoBetterThanAnother() {
    for (int round = 0; round < 500; round++) {
      List<Sighting> kept = Sighting.of(DOG, detections(12));
      for (Sighting one : kept) {
        assertThat(kept).filteredOn(other -> other != one && covers(other, one)).isEmpty();
      }
    }
  }

  private static boolean covers(Sighting other, Sighting one) {
    return other.score() >= one.score()
        && other.iou() >= one.iou()
        && (other.sameClass() || !one.sameClass());
  }

  /** The paper's rule, word by word. */
  private static Verdict byAll(AttributeRule rule, List<Detection> detections) {
    double iou = 0;
    double score = 0;
    for (Detection each : detections) {
      double overlap = DOG.box().intersectionOverUnion(each.box());
      boolean counts = !rule.classAware() || each.className().equals("dog");
      if (each.score() > rule.gamma()
          && counts
          && (overlap > iou || (overlap == iou && overlap > 0 && each.score() > score))) {
        iou = overlap;
        score = each.score();
      }
    }
    return new Verdict(iou > rule.beta() ? Attribute.EASY : Attribute.HARD, score, iou);
  }

  /** On a coarse grid, so that scores and overlaps are often equal. */
  private List<Detection> detections(int count) {
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Box box = new Box(5 + random.nextInt(4) * 2, 10, 2 + random.nextInt(5) * 2, 10);
      detections.add(new Detection(random.nextBoolean() ? "dog" : "cat", box, tenth()));
    }
    return detections;
  }

  private double tenth() {
    return random.nextInt(11) / 10.0;
  }
}
