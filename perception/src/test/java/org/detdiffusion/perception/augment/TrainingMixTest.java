package org.detdiffusion.perception.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.junit.jupiter.api.Test;

class TrainingMixTest {
  private static final List<AnnotatedImage> REAL = pictures("real", 10, 3);
  private static final List<AnnotatedImage> SYNTHETIC = pictures("made", 6, 3);

  private static List<AnnotatedImage> pictures(String name, int count, int objects) {
    SplittableRandom random = new SplittableRandom(11);
    List<AnnotatedImage> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(Pictures.random(name + i, random, objects));
    }
    return pictures;
  }

  private static void assertSame(List<AnnotatedImage> one, List<AnnotatedImage> other) {
    assertThat(one).hasSameSizeAs(other);
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.get(i).id()).isEqualTo(other.get(i).id());
      assertThat(one.get(i).image().rgb()).isEqualTo(other.get(i).image().rgb());
      assertThat(one.get(i).objects()).isEqualTo(other.get(i).objects());
    }
  }

  @Test
  void aBatchFollowsFromSeedAndStepAlone() {
    TrainingMix mix = new TrainingMix(REAL, SYNTHETIC, 0.25, 0.25, StrongAugmentation.standard());
    List<AnnotatedImage> batch = mix.batch(5, 17, 16);
    mix.batch(5, 3, 16);
    TrainingMix again = new TrainingMix(REAL, SYNTHETIC, 0.25, 0.25, StrongAugmentation.standard());
    assertSame(again.batch(5, 17, 16), batch);
    assertThat(mix.batch(6, 17, 16).get(15).image().rgb())
        .isNotEqualTo(batch.get(15).image().rgb());
    assertThat(mix.batch(5, 18, 16).get(15).image().rgb())
        .isNotEqualTo(batch.get(15).image().rgb());
  }

  @Test
  void theShareOfSyntheticImagesIsExactInEveryBatch() {
    TrainingMix mix = new TrainingMix(REAL, SYNTHETIC, 0.3, 0.2, Augmentation.none());
    for (int step = 0; step < 20; step++) {
      List<AnnotatedImage> batch = mix.batch(1, step, 10);
      assertThat(batch).filteredOn(image -> image.id().startsWith("made")).hasSize(3);
      assertThat(batch.subList(5, 10)).allSatisfy(image -> assertThat(REAL).contains(image));
      assertThat(batch.subList(3, 5)).allSatisfy(image -> assertThat(REAL).doesNotContain(image));
    }
  }

  @Test
  void withoutSyntheticImagesTheBatchIsReal() {
    TrainingMix mix = new TrainingMix(REAL, List.of(), 0.5, 0, Augmentation.none());
    assertThat(mix.batch(1, 0, 8)).hasSize(8).allSatisfy(i -> assertThat(REAL).contains(i));
  }

  @Test
  void everyRealImageComesOnceBeforeOneComesAgain() {
    TrainingMix mix = new TrainingMix(REAL, List.of(), 0, 0, Augmentation.none());
    List<AnnotatedImage> seen = new ArrayList<>();
    for (int step = 0; step < 5; step++) {
      seen.addAll(mix.batch(3, step, 4));
    }
    assertThat(seen.subList(0, 10)).containsExactlyInAnyOrderElementsOf(REAL);
    assertThat(seen.subList(10, 20)).containsExactlyInAnyOrderElementsOf(REAL);
    assertThat(seen.subList(10, 20)).isNotEqualTo(seen.subList(0, 10));
  }

  @Test
  void refusesSharesThatDoNotFit() {
    assertThatThrownBy(() -> new TrainingMix(REAL, SYNTHETIC, 0.8, 0.3, Augmentation.none()))
        .hasMessageContaining("synthetic (0.8) and pasted (0.3)");
    assertThatThrownBy(() -> new TrainingMix(List.of(), SYNTHETIC, 0, 0, Augmentation.none()))
        .hasMessageContaining("one real image");
  }
}
