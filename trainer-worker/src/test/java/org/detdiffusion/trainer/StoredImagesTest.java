package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredImagesTest {
  private static final TrainingJob JOB =
      Examples.job("r", Role.DETECTOR).setSyntheticJobs(List.of("night")).build();

  @TempDir Path directory;
  private MessageImages images;
  private TrainerBench bench;
  private final List<Path> objects = new ArrayList<>();

  @BeforeEach
  void store() throws Exception {
    Path store = Files.createDirectory(directory.resolve("store"));
    images = MessageImages.in(store, 0);
    bench = bench("stored", images);
    for (String id : List.of("a", "b")) {
      var image = images.published(Examples.image(id, "train"));
      objects.add(store.resolve(image.getStored().getKey()));
      bench.add(Topics.ANNOTATED_IMAGES, id, image);
    }
    var made = images.published(Examples.synthetic("s", "night"));
    bench.add(Topics.SYNTHETIC_IMAGES, "s", made);
  }

  @Test
  void aRunLearnsTheSameFromImagesInTheStore() throws Exception {
    TrainerBench inline = bench("inline", MessageImages.inline());
    inline.add(Topics.ANNOTATED_IMAGES, "a", Examples.image("a", "train"));
    inline.add(Topics.ANNOTATED_IMAGES, "b", Examples.image("b", "train"));
    inline.add(Topics.SYNTHETIC_IMAGES, "s", Examples.synthetic("s", "night"));
    inline.run(JOB);
    bench.run(JOB);
    assertThat(data(bench).synthetic()).hasSize(1);
    assertThat(data(bench).sha256()).isEqualTo(data(inline).sha256());
  }

  @Test
  void aMissingImageRefusesTheJobAndIsTrainedOnOnceItIsThere() throws Exception {
    byte[] content = Files.readAllBytes(objects.get(0));
    Files.delete(objects.get(0));
    assertThat(bench.run(JOB))
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(PermanentCode.IMAGE_MISSING);
              assertThat(refused.reason())
                  .contains("image 'a'", objects.get(0).getFileName() + "'");
            });
    assertThat(bench.trainings.started).isEmpty();
    Files.write(objects.get(0), content);
    assertThat(bench.run(JOB)).isInstanceOf(JobOutcome.Done.class);
  }

  @Test
  void anAlteredImageIsLeftOutLikeOneThatCanNotBeDecoded() throws Exception {
    Files.write(objects.get(0), new byte[] {1});
    bench.run(JOB);
    assertThat(data(bench).real()).extracting(AnnotatedImage::id).containsExactly("b");
  }

  @Test
  void aTrainerWithoutAStoreRefusesTheJobAndSaysWhatToSet() throws Exception {
    TrainerBench without = bench("without", MessageImages.inline());
    without.add(Topics.ANNOTATED_IMAGES, "a", images.published(Examples.image("a", "train")));
    assertThat(without.run(JOB))
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.code()).isEqualTo(PermanentCode.NO_IMAGE_STORE);
              assertThat(rejected.reason()).contains("set detdiffusion.images.store");
            });
  }

  private TrainerBench bench(String name, MessageImages read) {
    return new TrainerBench(directory.resolve(name), null, read);
  }

  private static RunData data(TrainerBench bench) {
    return bench.trainings.started.get(0);
  }
}
