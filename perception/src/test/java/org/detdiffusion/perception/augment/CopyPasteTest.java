package org.detdiffusion.perception.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.BoxShape;
import org.detdiffusion.perception.geometry.RunLengths;
import org.junit.jupiter.api.Test;

class CopyPasteTest {
  private static final AnnotatedImage EMPTY = Pictures.of("empty");
  private static final AnnotatedImage SOURCE = Pictures.of("source", new Box(20, 25, 15, 10));

  @Test
  void pastesAnObjectWithItsPixelsMaskAndAttribute() {
    SplittableRandom random = new SplittableRandom(2);
    CopyPaste paste = new CopyPaste(List.of(SOURCE), 1, BoxShape.ELLIPSE);
    for (int i = 0; i < 100; i++) {
      AnnotatedImage pasted = paste.apply(EMPTY, random);
      AnnotatedObject object = pasted.objects().get(0);
      assertThat(object.attribute()).contains(Attribute.HARD);
      assertThat(object.box().isInside(64, 64)).isTrue();
      assertThat(object.box().width()).isBetween(15 * 0.8, 15 * 1.25);
      Box ofMask = RunLengths.of(object.mask().orElseThrow()).box();
      assertThat(object.box().intersectionOverUnion(ofMask)).isGreaterThan(0.75);
      object.mask().get().bits().stream()
          .forEach(p -> assertThat(pasted.image().rgb()[3 * p]).isNotZero());
    }
  }

  @Test
  void leavesTheImageThatItPastesIntoAsItWas() {
    byte[] before = EMPTY.image().rgb().clone();
    new CopyPaste(List.of(SOURCE)).apply(EMPTY, new SplittableRandom(2));
    assertThat(EMPTY.image().rgb()).isEqualTo(before);
  }

  @Test
  void anObjectUnderThePastedOneIsDroppedOrShrinks() {
    AnnotatedImage small = Pictures.of("small", new Box(10, 10, 6, 6));
    AnnotatedImage huge = Pictures.of("huge", new Box(1, 1, 50, 50));
    CopyPaste paste = new CopyPaste(List.of(huge), 1, BoxShape.RECTANGLE);
    int dropped = 0;
    for (int i = 0; i < 200; i++) {
      AnnotatedImage pasted = paste.apply(small, new SplittableRandom(i));
      AnnotatedObject cover = pasted.objects().get(pasted.objects().size() - 1);
      dropped += 2 - pasted.objects().size();
      if (pasted.objects().size() == 2) {
        assertThat(
                pasted.objects().get(0).mask().get().bits().intersects(cover.mask().get().bits()))
            .isFalse();
        assertThat(pasted.objects().get(0).box().area()).isBetween(36 * 0.4, 36.0);
      }
    }
    assertThat(dropped).isBetween(60, 199);
  }

  @Test
  void withoutMasksAnEllipseIsCutAndTheHiddenDropped() {
    AnnotatedImage source = Pictures.withoutMasks(SOURCE);
    AnnotatedImage below = Pictures.withoutMasks(Pictures.of("below", new Box(0, 0, 64, 64)));
    CopyPaste paste = new CopyPaste(List.of(source), 1, BoxShape.ELLIPSE);
    AnnotatedImage pasted = paste.apply(EMPTY, new SplittableRandom(4));
    AnnotatedObject object = pasted.objects().get(0);
    assertThat(object.mask()).isEmpty();
    long bright = 0;
    for (int i = 0; i < 64 * 64; i++) {
      bright += pasted.image().rgb()[3 * i] != 0 ? 1 : 0;
    }
    assertThat(bright / object.box().area()).isBetween(0.6, 0.95);
    assertThat(paste.apply(below, new SplittableRandom(4)).objects()).hasSize(2);
  }

  @Test
  void whatTheBorderCutsStaysAtTheBorder() {
    AnnotatedImage cut = Pictures.of("cut", new Box(0, 20, 10, 20));
    CopyPaste paste = new CopyPaste(List.of(cut), 1, BoxShape.RECTANGLE);
    for (int i = 0; i < 50; i++) {
      Box box = paste.apply(EMPTY, new SplittableRandom(i)).objects().get(0).box();
      assertThat(box.x() == 0 || Math.abs(box.right() - 64) < 1e-9).isTrue();
    }
  }

  @Test
  void needsSomethingToCutFrom() {
    assertThatThrownBy(() -> new CopyPaste(List.of())).hasMessageContaining("images to cut from");
  }
}
