package org.detdiffusion.perception.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final AnnotatedImage PICTURE = Pictures.of("p", new Box(10, 20, 12, 8));

  @Test
  void mirroringTwiceGivesTheSameImage() {
    Flip flip = new Flip(1);
    SplittableRandom random = new SplittableRandom(1);
    AnnotatedImage once = flip.apply(PICTURE, random);
    assertThat(once.objects().get(0).box()).isEqualTo(new Box(42, 20, 12, 8));
    AnnotatedImage twice = flip.apply(once, random);
    assertThat(twice.image().rgb()).isEqualTo(PICTURE.image().rgb());
    assertThat(twice.objects()).isEqualTo(PICTURE.objects());
  }

  @Test
  void neverMirrorsWithProbabilityZero() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 50; i++) {
      assertThat(new Flip(0).apply(PICTURE, random)).isSameAs(PICTURE);
    }
  }

  @Test
  void boxesMasksAndPixelsMoveTogether() {
    SplittableRandom random = new SplittableRandom(3);
    StrongAugmentation strong = new StrongAugmentation(0.5, 0.15, 0.84, 1.2, 0, 0);
    for (int i = 0; i < 300; i++) {
      AnnotatedImage moved = strong.apply(PICTURE, random);
      for (AnnotatedObject object : moved.objects()) {
        Box ofMask = RunLengths.of(object.mask().orElseThrow()).box();
        assertThat(object.box().intersectionOverUnion(ofMask)).isGreaterThan(0.75);
        assertThat(moved.image().get(centreX(object.box()), centreY(object.box()), 1))
            .isEqualTo(200);
        assertThat(object.attribute()).isEqualTo(PICTURE.objects().get(0).attribute());
      }
    }
  }

  @Test
  void boxesStayInsideAndSlightlyVisibleObjectsAreDropped() {
    AnnotatedImage atTheEdge = Pictures.of("edge", new Box(0, 0, 6, 6), new Box(30, 30, 10, 10));
    SplittableRandom random = new SplittableRandom(5);
    int dropped = 0;
    for (int i = 0; i < 500; i++) {
      AnnotatedImage moved = StrongAugmentation.standard().apply(atTheEdge, random);
      dropped += 2 - moved.objects().size();
      for (AnnotatedObject object : moved.objects()) {
        assertThat(object.box().isInside(64, 64)).isTrue();
        assertThat(object.box().area()).isGreaterThan(36 * 0.84 * 0.84 * 0.4 - 1e-9);
      }
    }
    assertThat(dropped).isBetween(50, 400);
  }

  @Test
  void theEdgeIsRepeatedWhereTheImageEnds() {
    AnnotatedImage white = Pictures.of("white", new Box(0, 0, 64, 64));
    SplittableRandom random = new SplittableRandom(5);
    AnnotatedImage moved = new StrongAugmentation(0, 0.15, 0.84, 0.9, 0, 0).apply(white, random);
    for (byte value : moved.image().rgb()) {
      assertThat(value & 0xff).isEqualTo(200);
    }
  }

  @Test
  void aShiftByWholePixelsCopiesThem() {
    Motion motion = new Motion(Axis.across(64, 1, 5, false), Axis.across(64, 1, -3, false));
    AnnotatedImage moved = motion.apply(PICTURE);
    assertThat(moved.image().rgb())
        .isEqualTo(Pictures.of("x", new Box(15, 17, 12, 8)).image().rgb());
    assertThat(moved.objects().get(0).box()).isEqualTo(new Box(15, 17, 12, 8));
  }

  @Test
  void contrastAndBrightnessChangeWithinTheirRange() {
    SplittableRandom random = new SplittableRandom(9);
    StrongAugmentation tones = new StrongAugmentation(0, 0, 1, 1, 0.2, 0.08);
    double smallest = 255;
    double largest = 0;
    for (int i = 0; i < 500; i++) {
      int value = tones.apply(PICTURE, random).image().get(16, 24, 0);
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
    double most = 127.5 + 72.5 * 1.2 + 20.4;
    double least = 127.5 + 72.5 * 0.8 - 20.4;
    assertThat(largest).isLessThan(most + 1).isCloseTo(most, within(6.0));
    assertThat(smallest).isGreaterThan(least - 1).isCloseTo(least, within(6.0));
  }

  private static int centreX(Box box) {
    return (int) (box.x() + box.width() / 2);
  }

  private static int centreY(Box box) {
    return (int) (box.y() + box.height() / 2);
  }
}
