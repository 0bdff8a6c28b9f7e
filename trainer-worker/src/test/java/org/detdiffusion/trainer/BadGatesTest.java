package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadGatesTest {
  @TempDir Path directory;

  static Stream<Arguments> badGates() {
    return Stream.of(
        bad("the gate's detector '../x' must be", gate -> gate.setDetector("../x")),
        bad("the gate's gamma is NaN", gate -> gate.setGamma(Double.NaN)),
        bad("the gate's beta is 1.0", gate -> gate.setBeta(1)),
        bad("the gate's unaskedScore is -0.1", gate -> gate.setUnaskedScore(-0.1)),
        bad("the gate's minAgreement is 75.0", gate -> gate.setMinAgreement(75)),
        bad("the gate's maxUnasked is -1", gate -> gate.setMaxUnasked(-1)),
        bad("is not in the trainer's models", gate -> gate.setDetector("e".repeat(64))));
  }

  private static Arguments bad(String sentence, UnaryOperator<QualityGate.Builder> change) {
    return Arguments.of(sentence, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badGates")
  void isRejectedInOneSentence(String sentence, UnaryOperator<QualityGate.Builder> change)
      throws Exception {
    assertThat(rejected(GateExamples.job(change.apply(GateExamples.gate())))).contains(sentence);
  }

  @Test
  void aGateWithoutSyntheticJobsHasNothingToLookAt() throws Exception {
    TrainingJob.Builder job = GateExamples.job(GateExamples.gate()).setSyntheticJobs(List.of());
    assertThat(rejected(job)).startsWith("the gate has no images to look at");
  }

  @Test
  void aLinkThatLeadsOutOfTheModelsIsNotFollowed() throws Exception {
    String linked = "f".repeat(64);
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path models = Files.createDirectories(directory.resolve("models"));
    Files.createSymbolicLink(models.resolve(linked), elsewhere);

    assertThat(rejected(GateExamples.job(GateExamples.gate().setDetector(linked))))
        .contains("leads out of the models directory");
  }

  private String rejected(TrainingJob.Builder job) throws Exception {
    TrainerBench bench = GateExamples.bench(directory);
    JobOutcome outcome = bench.run(job.build());
    assertThat(outcome).isInstanceOf(JobOutcome.Rejected.class);
    assertThat(bench.trainings.asked).isEmpty();
    assertThat(bench.trainings.started).isEmpty();
    return ((JobOutcome.Rejected) outcome).reason();
  }
}
