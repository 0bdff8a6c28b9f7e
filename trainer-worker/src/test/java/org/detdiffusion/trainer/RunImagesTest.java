package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.annotation.Attribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunImagesTest {
  private static final int IMAGES = 6;
  private static final long ALL = Long.MAX_VALUE;
  private static final long NONE = 0;
  private static final TrainingJob JOB =
      Examples.job("r", Role.DETECTOR)
          .setSyntheticJobs(List.of("night"))
          .setSyntheticShare(0.5)
          .setPasteShare(0.25)
          .build();

  @TempDir Path directory;
  private StreamStore store;
  private long offset;

  @BeforeEach
  void fill() {
    store = new StreamStore(directory.resolve("stream"));
    for (int i = 0; i < IMAGES; i++) {
      add(Topics.ANNOTATED_IMAGES, Examples.image("a-" + i, "train"));
      add(Topics.SYNTHETIC_IMAGES, Examples.synthetic("s-" + i, "night"));
    }
    add(Topics.ATTRIBUTE_RECORDS, Examples.attributes("a-1", Difficulty.HARD));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  @Test
  void aRunLearnsTheSameFromTheDiskAsFromMemory() throws Exception {
    RunData inMemory = data(ALL);
    RunData onDisk = data(NONE);

    assertThat(onDisk.sha256()).isEqualTo(inMemory.sha256());
    for (int step = 0; step < IMAGES; step++) {
      List<AnnotatedImage> expected = Mixes.of(JOB, inMemory).batch(1, step, 4);
      List<AnnotatedImage> batch = Mixes.of(JOB, onDisk).batch(1, step, 4);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(batch.get(i).image().rgb()).isEqualTo(expected.get(i).image().rgb());
        assertThat(batch.get(i).objects()).isEqualTo(expected.get(i).objects());
      }
    }
  }

  @Test
  void keepsNoMoreImagesThanThereIsRoomFor() throws Exception {
    int image = Examples.SIDE * Examples.SIDE * 3;
    RunImages real = data(3L * image).real();

    long kept = real.entries().stream().filter(RunImagesTest::isKept).count();
    assertThat(kept).isEqualTo(2); // an image takes more than its pixels
  }

  private static boolean isKept(RunImages.Entry entry) {
    try {
      AnnotatedImage first = entry.source().read().orElseThrow();
      AnnotatedImage second = entry.source().read().orElseThrow();
      return first == second;
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  @Test
  void verdictsStandOnImagesFromTheDisk() throws Exception {
    AnnotatedImage judged = data(NONE).real().get(1);

    assertThat(judged.id()).isEqualTo("a-1");
    assertThat(judged.objects().get(0).attribute()).isEqualTo(Optional.of(Attribute.HARD));
  }

  @Test
  void aChoiceReadsNoImage() throws Exception {
    RunImages synthetic = data(NONE).synthetic();
    store.close();

    RunImages chosen = synthetic.only(Set.of("s-4", "s-2"));

    assertThat(chosen.entries()).extracting(RunImages.Entry::id).containsExactly("s-2", "s-4");
    assertThatThrownBy(() -> chosen.get(0))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("image 's-2' can't be read again");
  }

  @Test
  void anImageInAStoreIsFetchedOnce() throws Exception {
    Path objects = Files.createDirectory(directory.resolve("objects"));
    MessageImages stored = MessageImages.in(objects, 0);
    var image = stored.published(Examples.image("b", "train"));
    add(Topics.ANNOTATED_IMAGES, image);
    RunData first = data(NONE, stored);
    Files.delete(objects.resolve(image.getStored().getKey()));

    assertThat(first.real().get(IMAGES).id()).isEqualTo("b");
    assertThat(data(NONE, stored).sha256()).isEqualTo(first.sha256());
  }

  private void add(String topic, SpecificRecord message) {
    store.add(Examples.record(topic, offset++, "key", message));
  }

  private RunData data(long room) throws Exception {
    return data(room, MessageImages.inline());
  }

  private RunData data(long room, MessageImages images) throws Exception {
    StreamReader stream = new StreamReader(store, store.offsets());
    return new RunDataReader(JOB, stream, images, new MemoryRoom(room)).read();
  }
}
