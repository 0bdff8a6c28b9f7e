package org.detdiffusion.perception.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

class AttributeRuleTest {
  private static final AnnotatedObject DOG = AnnotatedObject.of("dog", new Box(10, 10, 10, 10));
  private final AttributeRule rule = AttributeRule.standard();

  private static Detection detection(String name, double width, double score) {
    return new Detection(name, new Box(10, 10, width, 10), score);
  }

  private Attribute judge(Detection... detections) {
    return rule.judge(List.of(DOG), List.of(detections)).get(0).attribute();
  }

  @Test
  void aFoundObjectIsEasy() {
    assertThat(judge(detection("dog", 7, 0.9))).isEqualTo(Attribute.EASY);
  }

  @Test
  void anObjectWithoutPredictionIsHard() {
    assertThat(rule.judge(List.of(DOG), List.of()))
        .containsExactly(new Verdict(Attribute.HARD, 0, 0));
  }

  @Test
  void overlapAndScoreMustBeAboveTheirLimitsNotAt() {
    assertThat(judge(detection("dog", 6, 0.9))).isEqualTo(Attribute.HARD);
    assertThat(judge(detection("dog", 10, 0.3))).isEqualTo(Attribute.HARD);
    assertThat(judge(detection("dog", 6.01, 0.301))).isEqualTo(Attribute.EASY);
  }

  @Test
  void aBetterOverlapBelowTheScoreDoesNotCount() {
    List<Detection> detections = List.of(detection("dog", 10, 0.2), detection("dog", 5, 0.8));
    assertThat(rule.judge(List.of(DOG), detections))
        .containsExactly(new Verdict(Attribute.HARD, 0.8, 0.5));
  }

  @Test
  void theClassCountsOnlyWhenAsked() {
    Detection cat = detection("cat", 10, 0.9);
    assertThat(judge(cat)).isEqualTo(Attribute.EASY);
    AttributeRule strict = new AttributeRule(0.3, 0.6, true);
    assertThat(strict.judge(List.of(DOG), List.of(cat)).get(0).attribute())
        .isEqualTo(Attribute.HARD);
  }

  @Test
  void onePredictionMayMakeSeveralObjectsEasy() {
    assertThat(rule.judge(List.of(DOG, DOG), List.of(detection("dog", 9, 0.9))))
        .extracting(Verdict::attribute)
        .containsExactly(Attribute.EASY, Attribute.EASY);
  }

  @Test
  void refusesLimitsOutsideZeroToOne() {
    assertThatThrownBy(() -> new AttributeRule(1.5, 0.6, false)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> new AttributeRule(0.3, Double.NaN, false)).hasMessageContaining("NaN");
  }
}
