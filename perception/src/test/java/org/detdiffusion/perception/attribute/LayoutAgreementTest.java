package org.detdiffusion.perception.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

class LayoutAgreementTest {
  private static final Box LEFT = new Box(0, 0, 20, 20);
  private static final Box RIGHT = new Box(40, 0, 20, 20);
  private static final List<AnnotatedObject> ASKED =
      List.of(AnnotatedObject.of("dog", LEFT), AnnotatedObject.of("cat", RIGHT));

  private static LayoutAgreement agreement(Detection... detections) {
    AttributeRule rule = new AttributeRule(0.3, 0.6, true);
    return LayoutAgreement.of(rule, 0.5, ASKED, List.of(detections));
  }

  @Test
  void halfOfTheObjectsAreFound() {
    LayoutAgreement half = agreement(new Detection("dog", LEFT, 0.9));

    assertThat(half.share()).isEqualTo(0.5);
    assertThat(half.unasked()).isZero();
    assertThat(half.verdicts())
        .containsExactly(new Verdict(Attribute.EASY, 0.9, 1), new Verdict(Attribute.HARD, 0, 0));
  }

  @Test
  void anObjectOfAnotherClassIsNotWhatWasAskedForButNotUnaskedEither() {
    LayoutAgreement wrong = agreement(new Detection("cat", LEFT, 0.9));

    assertThat(wrong.found()).isZero();
    assertThat(wrong.unasked()).isZero();
  }

  @Test
  void aDetectionBesideAllObjectsIsUnaskedFromItsScoreOn() {
    Box below = new Box(0, 40, 20, 20);

    assertThat(agreement(new Detection("dog", below, 0.51)).unasked()).isEqualTo(1);
    assertThat(agreement(new Detection("dog", below, 0.5)).unasked()).isZero();
  }

  @Test
  void aBoxThatSlippedIsNeitherFoundNorUnasked() {
    LayoutAgreement slipped = agreement(new Detection("dog", LEFT.shift(8, 0), 0.9));

    assertThat(slipped.found()).isZero();
    assertThat(slipped.unasked()).isZero();
  }

  @Test
  void nothingAskedForIsFoundWhole() {
    LayoutAgreement empty =
        LayoutAgreement.of(
            AttributeRule.standard(), 0.5, List.of(), List.of(new Detection("dog", LEFT, 0.9)));

    assertThat(empty.share()).isEqualTo(1);
    assertThat(empty.unasked()).isEqualTo(1);
  }
}
