package org.detdiffusion.networks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

/** A grid of 8 x 8 points, at 2, 6, 10, ... 30 pixels. */
class DetectionTargetsTest {

  private static final DetectorConfig CONFIG =
      new DetectorConfig(List.of("cat", "dog"), 32, List.of(8, 8, 8, 8), 8, 2);
  private static final int POINTS = 64;

  @Test
  void pointsNearTheCentreGetTheBox() {
    DetectionTargets targets = targets(AnnotatedObject.of("dog", new Box(4, 6, 20, 16)));

    assertThat(positives(targets)).containsExactly(18, 19, 20, 26, 27, 28, 34, 35, 36);
    assertThat(distances(targets, 27)).containsExactly(10f, 8f, 10f, 8f);
    assertThat(targets.classes[POINTS + 27]).isEqualTo(1);
    assertThat(targets.classes[27]).isZero();
  }

  @Test
  void theSmallerOfTwoBoxesTakesTheSharedPoints() {
    AnnotatedObject large = AnnotatedObject.of("cat", new Box(2, 2, 24, 24));
    AnnotatedObject small = AnnotatedObject.of("dog", new Box(11, 11, 6, 6));

    assertThat(targets(small, large).classes).isEqualTo(targets(large, small).classes);
    assertThat(targets(small, large).classes[POINTS + 27]).isEqualTo(1);
    assertThat(targets(small, large).classes[27]).isZero();
  }

  @Test
  void aBoxBetweenThePointsGetsTheNearest() {
    DetectionTargets targets = targets(AnnotatedObject.of("cat", new Box(7, 11, 2, 2)));

    assertThat(positives(targets)).containsExactly(26);
    assertThat(distances(targets, 26)).containsExactly(3f, 3f, 0.5f, 0.5f);
  }

  @Test
  void pointsInsideACrowdDoNotCount() {
    AnnotatedObject crowd =
        new AnnotatedObject("cat", new Box(0, 0, 8, 4), Optional.empty(), true, Optional.empty());
    DetectionTargets targets = targets(crowd);

    assertThat(positives(targets)).isEmpty();
    assertThat(targets.counted[0]).isZero();
    assertThat(targets.counted[1]).isZero();
    assertThat(targets.counted[2]).isEqualTo(1);
    assertThat(targets.counted[8]).isEqualTo(1);
  }

  @Test
  void namesAClassItDoesNotKnow() {
    assertThatThrownBy(() -> targets(AnnotatedObject.of("bird", new Box(0, 0, 8, 8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'bird'");
  }

  private static DetectionTargets targets(AnnotatedObject... objects) {
    return new DetectionTargets(CONFIG, List.of(objects));
  }

  private static List<Integer> positives(DetectionTargets targets) {
    List<Integer> positives = new ArrayList<>();
    for (int point = 0; point < POINTS; point++) {
      if (targets.positive[point] == 1) {
        positives.add(point);
      }
    }
    return positives;
  }

  private static float[] distances(DetectionTargets targets, int point) {
    float[] sides = new float[4];
    for (int side = 0; side < 4; side++) {
      sides[side] = targets.distances[side * POINTS + point];
    }
    return sides;
  }
}
