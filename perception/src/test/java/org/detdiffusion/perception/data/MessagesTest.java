package org.detdiffusion.perception.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.LayoutMessage;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;
import org.detdiffusion.perception.scenes.SceneOptions;
import org.detdiffusion.perception.scenes.Scenes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private static final AnnotatedImage SCENE =
      Scenes.dataSet(new SceneOptions(1, 0, 0, 3)).images().get(0);

  @Test
  void anImageSurvivesTheJourney() throws Exception {
    AnnotatedImage sent = SCENE.withObjects(judged(SCENE.objects()));
    AnnotatedImage back = Messages.fromMessage(Messages.toMessage(sent));
    assertThat(back.image().rgb()).isEqualTo(sent.image().rgb());
    assertThat(back.objects()).isEqualTo(sent.objects());
    assertThat(back.with(sent.image(), back.objects())).isEqualTo(sent);
  }

  private static List<AnnotatedObject> judged(List<AnnotatedObject> objects) {
    return objects.stream().map(object -> object.withAttribute(Attribute.HARD)).toList();
  }

  @Test
  void aLayoutSurvivesTheJourney() throws Exception {
    Layout layout =
        new Layout(
            64,
            48,
            List.of(
                new LayoutObject("bag", new Box(1.5, 2, 30, 20), Optional.of(Attribute.EASY)),
                new LayoutObject("boot", new Box(-3, 2, 30, 20), Optional.empty())));
    assertThat(Messages.fromMessage(Messages.toMessage(layout))).isEqualTo(layout);
  }

  @Test
  void changedBytesAreNoticed() {
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder(Messages.toMessage(SCENE))
            .setImage(ByteBuffer.wrap(new byte[] {1, 2}))
            .build();
    assertThatThrownBy(() -> Messages.fromMessage(message))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("image 'scenes-train-00000' is not as its sha256 says");
  }

  @Test
  void bytesThatAreNoImageAreRefused() {
    byte[] text = {'h', 'i'};
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder(Messages.toMessage(SCENE))
            .setImage(ByteBuffer.wrap(text))
            .setSha256(Sha256.of(text))
            .build();
    assertThatThrownBy(() -> Messages.fromMessage(message))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("neither PNG nor JPEG");
  }

  @Test
  void aWrongSizeIsRefused() {
    AnnotatedImageMessage message =
        AnnotatedImageMessage.newBuilder(Messages.toMessage(SCENE)).setWidth(640).build();
    assertThatThrownBy(() -> Messages.fromMessage(message))
        .hasMessageContaining("is 64x64 pixels but says 640x64");
  }

  @ParameterizedTest
  @CsvSource({"NaN,1,5,5", "1,1,-5,5", "1,1,0,5", "70,1,5,5", "1,Infinity,5,5", "1,1,1e999,1"})
  void aBoxWithoutAreaInsideIsRefused(double x, double y, double width, double height) {
    Layout layout =
        new Layout(
            64,
            64,
            List.of(new LayoutObject("bag", new Box(x, y, width, height), Optional.empty())));
    LayoutMessage message = Messages.toMessage(layout);
    assertThatThrownBy(() -> Messages.fromMessage(message))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("without area inside its 64x64 pixels");
  }

  @Test
  void layoutsOfAbsurdSizeAreRefused() {
    LayoutMessage message = Messages.toMessage(new Layout(1_000_000, 1_000_000, List.of()));
    assertThatThrownBy(() -> Messages.fromMessage(message)).hasMessageContaining("1000000x1000000");
  }

  @Test
  void aMaskOfAnotherSizeIsRefused() {
    ObjectAnnotation message = ObjectMessages.toMessage(SCENE.objects().get(0));
    assertThatThrownBy(() -> ObjectMessages.fromMessage("image 'a'", message, 65, 64))
        .isInstanceOf(InvalidMessageException.class)
        .hasMessageContaining("image 'a' has a mask that is no COCO run lengths of 65x64");
  }
}
