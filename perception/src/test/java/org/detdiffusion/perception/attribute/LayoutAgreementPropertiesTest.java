package org.detdiffusion.perception.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;

/** What holds for the agreement of every layout with every set of detections. */
class LayoutAgreementPropertiesTest {
  private static final List<String> CLASSES = List.of("dog", "cat");

  @Property
  void theShareIsThatOfTheFoundObjects(@ForAll long seed) {
    Scene scene = new Scene(seed);
    LayoutAgreement agreement = scene.agreement(AttributeRule.standard());

    assertThat(agreement.verdicts()).hasSameSizeAs(scene.asked);
    assertThat(agreement.share()).isBetween(0.0, 1.0);
    assertThat(agreement.share() * scene.asked.size()).isEqualTo(agreement.found());
    assertThat(agreement.unasked()).isBetween(0, scene.detections.size());
  }

  @Property
  void whatWasAskedForAndSeenExactlyAgreesWhole(@ForAll long seed) {
    List<AnnotatedObject> asked = new Scene(seed).asked;
    List<Detection> exact =
        asked.stream().map(each -> new Detection(each.className(), each.box(), 1)).toList();

    LayoutAgreement agreement =
        LayoutAgreement.of(new AttributeRule(0.9, 0.9, true), 0.5, asked, exact);

    assertThat(agreement.share()).isEqualTo(1);
    assertThat(agreement.unasked()).isZero();
  }

  @Property
  void anotherDetectionTakesNothingAway(@ForAll long seed) {
    Scene scene = new Scene(seed);
    LayoutAgreement all = scene.agreement(AttributeRule.standard());
    scene.detections.remove(0);
    LayoutAgreement fewer = scene.agreement(AttributeRule.standard());

    assertThat(fewer.found()).isLessThanOrEqualTo(all.found());
    assertThat(fewer.unasked()).isLessThanOrEqualTo(all.unasked());
    IntStream.range(0, scene.asked.size())
        .forEach(
            i ->
                assertThat(fewer.verdicts().get(i).iou())
                    .isLessThanOrEqualTo(all.verdicts().get(i).iou()));
  }

  @Property
  void stricterRulesFindNoMore(
      @ForAll long seed,
      @ForAll @DoubleRange(max = 1) double gamma,
      @ForAll @DoubleRange(max = 1) double beta) {
    Scene scene = new Scene(seed);
    int found = scene.agreement(new AttributeRule(gamma / 2, beta / 2, false)).found();

    assertThat(scene.agreement(new AttributeRule(gamma, beta / 2, false)).found())
        .isLessThanOrEqualTo(found);
    assertThat(scene.agreement(new AttributeRule(gamma / 2, beta, false)).found())
        .isLessThanOrEqualTo(found);
    assertThat(scene.agreement(new AttributeRule(gamma / 2, beta / 2, true)).found())
        .isLessThanOrEqualTo(found);
  }

  @Property
  void theOrderOfTheDetectionsDoesNotMatter(@ForAll long seed) {
    Scene scene = new Scene(seed);
    LayoutAgreement agreement = scene.agreement(AttributeRule.standard());
    Collections.shuffle(scene.detections, new Random(seed));

    assertThat(scene.agreement(AttributeRule.standard())).isEqualTo(agreement);
  }

  /** One to five objects, and up to ten detections: some on an object, some anywhere. */
  private static final class Scene {
    private final Random random;
    private final List<AnnotatedObject> asked = new ArrayList<>();
    private final List<Detection> detections = new ArrayList<>();

    Scene(long seed) {
      random = new Random(seed);
      IntStream.rangeClosed(0, random.nextInt(5))
          .forEach(i -> asked.add(AnnotatedObject.of(className(), box())));
      IntStream.rangeClosed(0, random.nextInt(10))
          .forEach(i -> detections.add(new Detection(className(), seen(), random.nextDouble())));
    }

    LayoutAgreement agreement(AttributeRule rule) {
      return LayoutAgreement.of(rule, 0.5, asked, detections);
    }

    private Box seen() {
      Box near = asked.get(random.nextInt(asked.size())).box();
      return random.nextBoolean() ? near.shift(random.nextInt(8), random.nextInt(8)) : box();
    }

    private Box box() {
      return new Box(
          random.nextInt(40), random.nextInt(40), 8 + random.nextInt(16), 8 + random.nextInt(16));
    }

    private String className() {
      return CLASSES.get(random.nextInt(CLASSES.size()));
    }
  }
}
