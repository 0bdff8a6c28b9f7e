package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.messages.ObjectSighting;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.perception.attribute.Folds;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.ImageFiles;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;
import org.junit.jupiter.api.Test;

class ImageLabellingTest {
  private static final String SHA = "ab".repeat(32);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private MessageImages images = MessageImages.inline();

  @Test
  void anObjectThatThePredictionCoversIsEasyAndTheOtherHard() throws Exception {
    Detection nearFirst = new Detection("square", new Box(0, 0, 20, 16), 0.9);

    List<Outgoing> out =
        labelling(whole(), nearFirst).apply(Examples.record(Examples.image("a", "train")));

    AttributeRecord record = Wire.decode(AttributeRecord.class, out.get(0).value());
    ObjectAnnotation first = record.getObjects().get(0);
    ObjectAnnotation second = record.getObjects().get(1);
    assertThat(first.getDifficulty()).isEqualTo(Difficulty.EASY);
    assertThat(first.getMatchedScore()).isEqualTo(0.9);
    assertThat(first.getMatchedIou()).isEqualTo(0.8);
    assertThat(second.getDifficulty()).isEqualTo(Difficulty.HARD);
    assertThat(second.getMatchedIou()).isZero();
  }

  @Test
  void theRecordKeepsWhatOtherThresholdsNeed() throws Exception {
    Detection nearFirst = new Detection("square", new Box(0, 0, 20, 16), 0.9);
    Detection weakOnFirst = new Detection("circle", new Box(0, 0, 20, 20), 0.2);

    List<Outgoing> out =
        labelling(whole(), nearFirst, weakOnFirst)
            .apply(Examples.record(Examples.image("a", "train")));

    AttributeRecord record = Wire.decode(AttributeRecord.class, out.get(0).value());
    assertThat(record.getSightings())
        .containsExactly(
            List.of(new ObjectSighting(0.9, 0.8, true), new ObjectSighting(0.2, 1.0, false)),
            List.of());
  }

  @Test
  void theRecordSaysWhoJudgedAndHow() throws Exception {
    List<Outgoing> out = labelling(whole()).apply(Examples.record(Examples.image("a", "train")));

    AttributeRecord record = Wire.decode(AttributeRecord.class, out.get(0).value());
    assertThat(out.get(0).topic()).isEqualTo(Topics.ATTRIBUTE_RECORDS);
    assertThat(out.get(0).key()).isEqualTo(ImageKey.of(Examples.DATA_SET, "a"));
    assertThat(record.getDetector()).isEqualTo("detector");
    assertThat(record.getDetectorSha256()).isEqualTo(SHA);
    assertThat(record.getGamma()).isEqualTo(0.3);
    assertThat(record.getBeta()).isEqualTo(0.6);
    assertThat(
            meters.get("detdiffusion.labeller.objects").tag("difficulty", "hard").counter().count())
        .isEqualTo(2);
  }

  @Test
  void imagesOfAnotherSplitAreNotJudged() throws Exception {
    assertThat(labelling(whole()).apply(Examples.record(Examples.image("a", "test")))).isEmpty();
  }

  @Test
  void onlyImagesOfItsFoldAreJudged() throws Exception {
    ImageLabelling labelling = labelling(new LabelScope(Examples.DATA_SET, "train", 1, 3));

    for (int i = 0; i < 12; i++) {
      String id = "image-" + i;
      int expected = Folds.foldOf(id, 3) == 1 ? 1 : 0;
      assertThat(labelling.apply(Examples.record(Examples.image(id, "train")))).hasSize(expected);
    }
  }

  @Test
  void anImageThatIsNoImageIsLeftToTheInspection() throws Exception {
    var bad = Examples.record(Examples.image("bad", "train", new byte[] {1, 2, 3}));

    assertThat(labelling(whole()).apply(bad)).isEmpty();
    assertThatThrownBy(() -> new ImageInspection(images).apply(bad))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("bad");
  }

  @Test
  void anImageWhoseIdIsTooLongForAKeyIsLeftToTheInspection() throws Exception {
    Incoming bad = Examples.record(Examples.image("i".repeat(2_200_000), "train"));

    assertThat(labelling(whole()).apply(bad)).isEmpty();
    assertThatThrownBy(() -> new ImageInspection(images).apply(bad))
        .isInstanceOfSatisfying(
            RejectedException.class,
            refused -> assertThat(refused.code()).isEqualTo(PermanentCode.ID_TOO_LONG))
        .hasMessage(
            "the image id that begins 'iiiiiiiiiiiiiiiiiiii' has 2200000 characters; 512 are the"
                + " most");
  }

  @Test
  void bytesThatAreNoMessageAreLeftToTheInspection() throws Exception {
    var bad = Examples.record(new byte[] {7, 7});

    assertThat(labelling(whole()).apply(bad)).isEmpty();
    assertThatThrownBy(() -> new ImageInspection(images).apply(bad))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.code()).isEqualTo(PermanentCode.UNREADABLE));
  }

  @Test
  void aGoodImagePassesTheInspectionWithoutATrace() throws Exception {
    var good = Examples.record(Examples.image("a", "train"));

    assertThat(new ImageInspection(images).apply(good)).isEmpty();
  }

  @Test
  void anImageOfAnotherSizeThanTheDetectorsIsRejected() {
    byte[] small = ImageFiles.png(new PixelImage(32, 32, new byte[32 * 32 * 3]));
    var record =
        Examples.record(
            AnnotatedImageMessage.newBuilder(Examples.image("small", "train", small))
                .setWidth(32)
                .setHeight(32)
                .setObjects(List.of(Examples.square(0, 0)))
                .build());

    assertThatThrownBy(() -> labelling(whole()).apply(record))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("'small' is 32x32");
  }

  private static LabelScope whole() {
    return new LabelScope(Examples.DATA_SET, "train", 0, 1);
  }

  private ImageLabelling labelling(LabelScope scope, Detection... detections) {
    ModelUpdate detector = Examples.detector("detector", SHA).setLabels(scope).build();
    return new ImageLabelling(
        detector,
        new FixedJudge(detections),
        AttributeRule.standard(),
        new LabellerMetrics(meters),
        images);
  }
}
