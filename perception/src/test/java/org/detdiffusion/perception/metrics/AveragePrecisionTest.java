package org.detdiffusion.perception.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;

class AveragePrecisionTest {
  private static final Box LEFT = new Box(0, 0, 20, 20);
  private static final Box RIGHT = new Box(40, 0, 20, 20);

  private static AnnotatedImage image(AnnotatedObject... objects) {
    PixelImage black = new PixelImage(64, 64, new byte[64 * 64 * 3]);
    return new AnnotatedImage("i", "test", "test", black, List.of(objects));
  }

  @Test
  void scoresEveryClassOnItsOwn() {
    AnnotatedImage image = image(AnnotatedObject.of("cat", LEFT), AnnotatedObject.of("dog", RIGHT));
    List<Detection> detections =
        List.of(
            new Detection("cat", LEFT, 0.9),
            new Detection("cat", RIGHT, 0.8),
            new Detection("cow", RIGHT, 0.8));
    AveragePrecision score = AveragePrecision.of(List.of(image), List.of(detections));
    assertThat(score.byClass()).containsOnlyKeys("cat", "dog");
    assertThat(score.byClass().get("cat")).isCloseTo(1, within(1e-9));
    assertThat(score.byClass().get("dog")).isZero();
    assertThat(score.ap()).isCloseTo(0.5, within(1e-9));
    assertThat(score.recall()).isEqualTo(0.5);
  }

  @Test
  void scoresSmallAndLargerObjectsApart() {
    Box larger = new Box(10, 10, 40, 40);
    AnnotatedImage image =
        image(AnnotatedObject.of("cat", LEFT), AnnotatedObject.of("cat", larger));
    List<Detection> detections = List.of(new Detection("cat", larger, 0.9));
    AveragePrecision score = AveragePrecision.of(List.of(image), List.of(detections));
    assertThat(score.bySize()).containsOnlyKeys("small", "medium").containsEntry("small", 0.0);
    assertThat(score.bySize().get("medium")).isCloseTo(1, within(1e-9));
  }

  @Test
  void looseBoxesPassTheLowerThresholdOnly() {
    List<Detection> loose = List.of(new Detection("cat", new Box(0, 0, 20, 30), 0.9));
    AveragePrecision score =
        AveragePrecision.of(List.of(image(AnnotatedObject.of("cat", LEFT))), List.of(loose));
    assertThat(score.ap50()).isCloseTo(1, within(1e-9));
    assertThat(score.ap75()).isZero();
    assertThat(score.ap()).isCloseTo(0.4, within(1e-9)); // IoU 2/3 passes .50, .55, .60, .65
  }

  @Test
  void withoutAnyObjectTheScoreIsZero() {
    assertThat(AveragePrecision.of(List.of(image()), List.of(List.of())))
        .isEqualTo(new AveragePrecision(0, 0, 0, 0, Map.of(), Map.of()));
  }

  @Test
  void refusesListsThatDoNotMatch() {
    assertThatThrownBy(() -> AveragePrecision.of(List.of(image()), List.of()))
        .hasMessage("1 images can't be scored with detections of 0");
  }
}
