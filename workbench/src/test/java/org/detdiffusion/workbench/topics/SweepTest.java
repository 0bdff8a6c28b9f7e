package org.detdiffusion.workbench.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.AnnotatedImageMessage;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.SnapshotException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  private static final Duration DAY = Duration.ofHours(24);

  @TempDir Path directory;
  private Path store;
  private MessageImages images;
  private TestTopics topics;

  @BeforeEach
  void start() throws Exception {
    store = Files.createDirectory(directory.resolve("store"));
    images = MessageImages.in(store, 0);
    topics = TestTopics.start(directory.resolve("broker"));
  }

  @AfterEach
  void stop() {
    topics.close();
  }

  @Test
  void whatNoMessageNamesIsDeletedOnceItIsOld() throws Exception {
    Path named = object(publish(1));
    Path orphan = object(stored(2));
    Path young = object(stored(3));
    Path unfinished = Files.write(store.resolve("unfinished/0815"), new byte[] {1, 2, 3});
    age(named, orphan, unfinished);

    SweepReport counted = sweep(false);
    assertThat(objects()).containsExactlyInAnyOrder(named, orphan, young, unfinished);
    assertThat(counted.text())
        .contains("1 objects", "named by messages", "2 objects", "to delete, with --delete");

    SweepReport swept = sweep(true);
    assertThat(objects()).containsExactlyInAnyOrder(named, young);
    assertThat(swept.orphans()).hasSameElementsAs(counted.orphans()).hasSize(2);
    assertThat(swept.young()).hasSize(1);
    assertThat(swept.text()).contains("deleted");
  }

  @Test
  void whatADeadLetterNamesStaysSinceItMayComeBack() throws Exception {
    AnnotatedImageMessage letter = stored(4);
    topics.publish(Topics.deadLetters(Topics.ANNOTATED_IMAGES), "key", letter);
    age(object(letter), object(publish(5)));
    assertThat(sweep(true).named()).hasSize(2);
    assertThat(object(letter)).exists();
  }

  @Test
  void whatAMessageOfANewerVersionSeemsToNameStays() throws Exception {
    AnnotatedImageMessage newer = stored(6);
    String key = newer.getStored().getKey();
    topics.publish(
        Topics.SYNTHETIC_IMAGES, "newer", ("{\"new\": \"" + key + "\"}").getBytes(UTF_8));
    age(object(newer), object(publish(7)));
    assertThat(sweep(true).orphans()).isEmpty();
    assertThat(object(newer)).exists();
  }

  @Test
  void aStoreOfAnotherClusterIsLeftAlone() throws Exception {
    Path theirs = object(stored(8));
    age(theirs);
    assertThatThrownBy(() -> sweep(true))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("names any of the 1 objects")
        .hasMessageContaining("nothing was deleted");
    assertThat(theirs).exists();
    assertThat(sweep(false).orphans()).hasSize(1);
  }

  @Test
  void aClusterWithoutTheTopicsSweepsNothing(@TempDir Path empty) throws Exception {
    Path theirs = object(stored(9));
    age(theirs);
    try (var broker = EmbeddedKafka.builder().dir(empty).start()) {
      var options = new SweepOptions(broker.bootstrapServers(), DAY, true, Reporting.TEXT);
      assertThatThrownBy(() -> new SweepRun(options, images).run((doing, done, all) -> {}))
          .isInstanceOf(SnapshotException.class)
          .hasMessageContaining("annotated-images is not there");
    }
    assertThat(theirs).exists();
  }

  @Test
  void withoutAStoreThereIsNothingToSweep() {
    var options = new SweepOptions(topics.broker().bootstrapServers(), DAY, true, Reporting.TEXT);
    assertThatThrownBy(() -> new SweepRun(options, MessageImages.inline()))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("No image store is configured; set detdiffusion.images.store");
  }

  private SweepReport sweep(boolean delete) throws Exception {
    var options = new SweepOptions(topics.broker().bootstrapServers(), DAY, delete, Reporting.TEXT);
    return new SweepRun(options, images).run((doing, done, all) -> {});
  }

  private AnnotatedImageMessage publish(int size) throws Exception {
    AnnotatedImageMessage message = stored(size);
    topics.publish(Topics.ANNOTATED_IMAGES, ImageKey.of(message), message);
    return message;
  }

  private AnnotatedImageMessage stored(int size) throws Exception {
    var pixels = CocoSample.pixels(size, size);
    var image = new AnnotatedImage("image-" + size, "swept", "train", pixels, List.of());
    return images.published(Messages.toMessage(image));
  }

  private Path object(AnnotatedImageMessage message) {
    return store.resolve(message.getStored().getKey());
  }

  private static void age(Path... objects) throws Exception {
    for (Path object : objects) {
      Instant old = Instant.now().minus(DAY.multipliedBy(2));
      Files.setLastModifiedTime(object, FileTime.from(old));
    }
  }

  private List<Path> objects() throws Exception {
    try (Stream<Path> tree = Files.walk(store)) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }
}
