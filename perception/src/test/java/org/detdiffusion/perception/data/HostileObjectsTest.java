package org.detdiffusion.perception.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;

class HostileObjectsTest {
  private static final Box BOX = new Box(1, 1, 4, 4);

  @Test
  void moreObjectsThanAnyPhotographHasAreRefused() {
    AnnotatedImageMessage image = image(8, AnnotatedObject.of("a", BOX), 10_001);
    assertThatThrownBy(() -> Messages.fromMessage(image))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessage("image 'i' has 10001 objects and 10000 are the most: leave some out");
  }

  @Test
  void masksOfMoreThanAHundredMegabytesAreRefusedBeforeAnyIsUnpacked() throws Exception {
    Optional<Mask> mask = Optional.of(Mask.empty(4000, 4000));
    AnnotatedObject object = new AnnotatedObject("a", BOX, mask, false, Optional.empty());
    AnnotatedImageMessage many = image(4000, object, 68);
    assertThatThrownBy(() -> Messages.fromMessage(many))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessage(
            "image 'i' has 68 masks of 4000x4000 pixels, more than 1024 million pixels: leave some"
                + " out");
    assertThat(Messages.fromMessage(image(4000, object, 2)).objects()).hasSize(2);
  }

  private static AnnotatedImageMessage image(int side, AnnotatedObject object, int count) {
    PixelImage flat = new PixelImage(side, side, new byte[3 * side * side]);
    AnnotatedImageMessage message =
        Messages.toMessage(new AnnotatedImage("i", "d", "train", flat, List.of(object)));
    message.put("objects", Collections.nCopies(count, message.getObjects().get(0)));
    return message;
  }
}
