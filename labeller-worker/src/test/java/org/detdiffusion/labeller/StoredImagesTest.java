package org.detdiffusion.labeller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.ImageReference;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.attribute.AttributeRule;
import org.detdiffusion.workerkit.AwayException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredImagesTest {
  @TempDir Path directory;
  private MessageImages images;
  private AnnotatedImageMessage stored;
  private Path object;

  @BeforeEach
  void store() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    images = MessageImages.in(store, 0);
    stored = images.published(Examples.image("a", "train"));
    object = store.resolve(stored.getStored().getKey());
  }

  @Test
  void anImageInTheStoreIsJudgedAsIfItWereInItsMessage() throws Exception {
    assertThat(stored.getImage().remaining()).isZero();
    assertThat(judged(stored)).isEqualTo(judged(Examples.image("a", "train")));
    assertThat(new ImageInspection(images).apply(Examples.record(stored))).isEmpty();
  }

  @Test
  void aMissingImageIsADeadLetterOfEachReader() throws Exception {
    Files.delete(object);
    assertRejected(new ImageInspection(images), "IMAGE_MISSING", "put it back or publish");
    assertRejected(labelling(), "IMAGE_MISSING", "put it back or publish");
  }

  @Test
  void anAlteredImageIsADeadLetterOfEachReader() throws Exception {
    Files.write(object, new byte[] {1, 2, 3});
    assertRejected(new ImageInspection(images), "IMAGE_ALTERED", "is not what its name says");
    assertRejected(labelling(), "IMAGE_ALTERED", "is not what its name says");
  }

  @Test
  void aReferenceThatLeadsElsewhereIsLeftToTheInspection() throws Exception {
    var url = new ImageReference("http://127.0.0.1/a.png", stored.getSha256(), 3L);
    stored = AnnotatedImageMessage.newBuilder(stored).setStored(url).build();
    assertRejected(new ImageInspection(images), "BAD_IMAGE_REFERENCE", "'http://127.0.0.1/a.png'");
    assertThat(labelling().apply(Examples.record(stored))).isEmpty();
  }

  @Test
  void aWorkerWithoutAStoreSaysWhatToSet() {
    images = MessageImages.inline();
    assertRejected(new ImageInspection(images), "NO_IMAGE_STORE", "set detdiffusion.images.store");
  }

  @Test
  void nothingIsGivenUpWhileTheStoreIsAway() throws Exception {
    Files.delete(object);
    Files.delete(object.getParent());
    Files.delete(directory.resolve("store/unfinished"));
    Files.delete(directory.resolve("store"));
    Incoming record = Examples.record(stored);
    assertThatThrownBy(() -> new ImageInspection(images).apply(record))
        .isInstanceOf(AwayException.class)
        .hasMessageContaining("can't be used");
    assertThatThrownBy(() -> labelling().apply(record)).isInstanceOf(AwayException.class);
  }

  private AttributeRecord judged(AnnotatedImageMessage image) throws Exception {
    var out = labelling().apply(Examples.record(image));
    return Wire.decode(AttributeRecord.class, out.get(0).value());
  }

  private void assertRejected(Transform reader, String code, String part) {
    assertThatThrownBy(() -> reader.apply(Examples.record(stored)))
        .isInstanceOfSatisfying(
            RejectedException.class, rejected -> assertThat(rejected.code().name()).isEqualTo(code))
        .hasMessageContainingAll("image 'a'", part);
  }

  private Transform labelling() {
    var detector = Examples.detector("detector", "ab".repeat(32)).build();
    var metrics = new LabellerMetrics(new SimpleMeterRegistry());
    return new ImageLabelling(
        detector, new FixedJudge(), AttributeRule.standard(), metrics, images);
  }
}
