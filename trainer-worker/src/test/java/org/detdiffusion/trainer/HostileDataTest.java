package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.images.MessageImages;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.FineTuning;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.testing.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message names is never fetched. */
class HostileDataTest {
  private static final TrainingJob JOB =
      Examples.job("r", Role.DETECTOR).setSyntheticJobs(List.of("night")).build();

  @TempDir Path directory;

  @Test
  void noStringOfATrainingJobIsFetched() throws Exception {
    try (var canary = new Canary()) {
      List<TrainingJob> hostile = new ArrayList<>(canary.naming(JOB));
      hostile.addAll(canary.naming(gated()));
      hostile.addAll(canary.naming(tuned()));
      assertThat(hostile).hasSizeGreaterThan(20);

      TrainerBench bench = bench("jobs", MessageImages.inline());
      bench.add(Topics.ANNOTATED_IMAGES, "a", Examples.image("a", "train"));
      for (TrainingJob job : hostile) {
        assertThat(bench.run(job)).isNotNull();
      }

      assertThat(canary.hits()).isZero();
    }
  }

  @Test
  void noStringOfWhatARunReadsIsFetched() throws Exception {
    MessageImages images = MessageImages.in(Files.createDirectory(directory.resolve("store")), 0);
    try (var canary = new Canary()) {
      TrainerBench bench = bench("data", images);
      addAll(bench, Topics.ANNOTATED_IMAGES, canary.naming(Examples.image("a", "train")));
      addAll(
          bench,
          Topics.ANNOTATED_IMAGES,
          canary.naming(images.published(Examples.image("b", "train"))));
      addAll(
          bench,
          Topics.ATTRIBUTE_RECORDS,
          canary.naming(Examples.attributes("a", Difficulty.HARD)));
      addAll(
          bench,
          Topics.SYNTHETIC_IMAGES,
          canary.naming(images.published(Examples.synthetic("s", "night"))));
      bench.add(Topics.ANNOTATED_IMAGES, "c", Examples.image("c", "train"));

      assertThat(bench.run(JOB)).isNotNull();

      assertThat(canary.hits()).isZero();
    }
  }

  private static void addAll(
      TrainerBench bench, String topic, List<? extends SpecificRecord> messages) {
    for (SpecificRecord message : messages) {
      bench.add(topic, "key-" + System.identityHashCode(message), message);
    }
  }

  private static TrainingJob gated() {
    var gate = QualityGate.newBuilder().setDetector("0".repeat(64)).build();
    return TrainingJob.newBuilder(JOB).setGate(gate).build();
  }

  private static TrainingJob tuned() {
    var tuning = FineTuning.newBuilder().setModel("stable-diffusion").build();
    return Examples.job("t", Role.GENERATOR).setFineTuning(tuning).build();
  }

  private TrainerBench bench(String name, MessageImages read) {
    return new TrainerBench(directory.resolve(name), null, read);
  }
}
