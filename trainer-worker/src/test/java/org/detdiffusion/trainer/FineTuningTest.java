package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.detdiffusion.messages.FineTuning;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.networks.diffusers.DiffusersDirectory;
import org.detdiffusion.networks.diffusers.LayoutToImage;
import org.detdiffusion.testing.BrokerResource;
import org.detdiffusion.testing.TinyStableDiffusion;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.PermanentCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fine-tuning a small model in diffusers' format by training jobs. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class FineTuningTest {

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  @BeforeEach
  void putTheModelThere() throws Exception {
    TinyStableDiffusion.copyTo(undisturbed.resolve("models").resolve("tiny"));
    TinyStableDiffusion.copyTo(disturbed.resolve("models").resolve("tiny"));
  }

  @Test
  void theModelLearnsAndIsAnnounced() throws Exception {
    ModelUpdate update = TrainerBench.model(bench(undisturbed, 9).run(job("tiny").build()));
    Path published = undisturbed.resolve("models").resolve(update.getLocation());
    assertThat(update.getMetrics()).containsKeys("loss_denoise", "loss_perception_mask");
    assertThat(DiffusersDirectory.open(published).textConfig().vocabulary()).isEqualTo(512 + 18);
    try (LayoutToImage generator = LayoutToImage.load(published)) {
      assertThat(generator.sha256()).isEqualTo(update.getSha256());
      assertThat(generator.classes()).containsExactly("square");
    }
  }

  @Test
  void aFineTuningThatWasStoppedEndsAtTheSameBits() throws Exception {
    assertThat(bench(disturbed, 2).run(job("tiny").setCheckpointEvery(1).build()))
        .isInstanceOf(JobOutcome.Rejected.class);
    ModelUpdate resumed =
        TrainerBench.model(bench(disturbed, 9).run(job("tiny").setCheckpointEvery(1).build()));
    ModelUpdate whole =
        TrainerBench.model(bench(undisturbed, 9).run(job("tiny").setCheckpointEvery(1).build()));
    assertThat(resumed.getLocation()).isEqualTo(whole.getLocation());
  }

  @Test
  void aModelThatIsNotThereIsNamed() throws Exception {
    assertThat(rejected(job("other"), PermanentCode.BAD_MODEL))
        .startsWith("model 'other' can't be fine-tuned: ")
        .endsWith("model_index.json: is missing");
  }

  @Test
  void aModelOutsideTheDirectoryOfModelsIsRefused() throws Exception {
    Files.createDirectories(undisturbed.resolve("secret"));
    assertThat(rejected(job("../secret"), PermanentCode.BAD_JOB))
        .contains("fineTuning's model '../secret'");
  }

  @Test
  void aDetectorIsNotFineTunedLikeThis() throws Exception {
    assertThat(rejected(job("tiny").setRole(Role.DETECTOR), PermanentCode.BAD_JOB))
        .isEqualTo("fineTuning is for generators, not for a detector");
  }

  @Test
  void aBatchThatCanNotBeDividedIsRefused() throws Exception {
    FineTuning inParts = FineTuning.newBuilder(tuning("tiny")).setParts(2).build();
    TrainingJob.Builder job = job("tiny").setBatchSize(3).setFineTuning(inParts);
    assertThat(rejected(job, PermanentCode.BAD_DATA))
        .isEqualTo("a batch of 3 can't be done in 2 equal parts");
  }

  private String rejected(TrainingJob.Builder job, PermanentCode code) throws Exception {
    var rejected = (JobOutcome.Rejected) bench(undisturbed, 9).run(Wire.encode(job.build()));
    assertThat(rejected.code()).isEqualTo(code);
    return rejected.reason();
  }

  /** A trainer that is stopped after a step. */
  private static TrainerBench bench(Path directory, int lastStep) {
    Trainings networks = new NetworkTrainings(new FixedConfig(directory, Duration.ZERO));
    return new TrainerBench(directory, new StoppingTrainings(networks, lastStep))
        .withImages("train", 3);
  }

  private static TrainingJob.Builder job(String model) {
    return Examples.job("run", Role.GENERATOR).setSteps(3).setFineTuning(tuning(model));
  }

  private static FineTuning tuning(String model) {
    return FineTuning.newBuilder()
        .setModel(model)
        .setLocationColumns(4)
        .setLocationRows(4)
        .setWarmUpSteps(1)
        .build();
  }
}
