package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.TorchFile;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;
import org.detdiffusion.testing.BrokerResource;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gates with real networks. */
@QuarkusTest
@QuarkusTestResource(BrokerResource.class)
class GateDetectorTest {
  private static final float[] SEES_THE_SQUARE = {32, 32, 32, 32, 1, 0.75f};

  @TempDir Path directory;

  @Test
  void anExportedDetectorLetsThroughWhatItFinds() throws Exception {
    TrainerBench bench = bench();
    writeExported(directory.resolve("models").resolve(GateExamples.DETECTOR));

    ModelUpdate model = TrainerBench.model(bench.run(job(GateExamples.DETECTOR).build()));

    assertThat(model.getMetrics())
        .containsEntry("synthetic_kept", 2.0)
        .containsEntry("synthetic_dropped", 1.0);
    Path verdicts = RunFolder.of(directory.resolve("work"), "r").path().resolve("gate.jsonl");
    assertThat(Files.readAllLines(verdicts).get(0)).contains("\"score\":0.75,\"iou\":1.0");
  }

  @Test
  void aDetectorThatTheTrainerMadeCanBeAsked() throws Exception {
    TrainerBench bench = bench();
    ModelUpdate detector =
        TrainerBench.model(bench.run(Examples.job("d", Role.DETECTOR).setSteps(1).build()));
    QualityGate.Builder all =
        GateExamples.gate().setDetector(detector.getLocation()).setMinAgreement(0);

    ModelUpdate model = TrainerBench.model(bench.run(GateExamples.job(all).setSteps(1).build()));

    assertThat(model.getMetrics()).containsEntry("synthetic_kept", 3.0);
  }

  @Test
  void aFolderThatHoldsNoDetectorIsNamed() throws Exception {
    JobOutcome outcome = bench().run(job(GateExamples.DETECTOR).build());

    assertThat(outcome)
        .isInstanceOfSatisfying(
            JobOutcome.Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .startsWith("the gate's detector can't be used: ")
                    .contains(GateExamples.DETECTOR));
  }

  private TrainerBench bench() throws IOException {
    Trainings networks = new NetworkTrainings(new FixedConfig(directory, Duration.ZERO));
    return GateExamples.fill(directory, new TrainerBench(directory, networks));
  }

  private static TrainingJob.Builder job(String detector) {
    return GateExamples.job(GateExamples.gate().setDetector(detector)).setSteps(1);
  }

  private static void writeExported(Path folder) throws IOException {
    Files.writeString(
        folder.resolve("config.json"),
        "{\"classes\": [\"square\"], \"output\": \"yolov5\", \"imgsz\": 64}");
    Parameters parameters = Parameters.decayedAndPlain();
    Trace.Method method = Trace.method("look", parameters, GateDetectorTest::look);
    try (Weights weights = Weights.of(parameters, Map.of("row", SEES_THE_SQUARE))) {
      TorchFile.write(folder.resolve("model.torchscript"), method, parameters, weights);
    }
  }

  private static Tensor look(Trace trace) {
    Tensor nothing = trace.input("images", 1, 3, Examples.SIDE, Examples.SIDE).mean().times(0);
    return trace.root().parameter("row", Initializer.constant(0), 1, 1, 6).plus(nothing);
  }
}
