package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.report.Curve;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class LossCurvesTest {
  private final StreamTables tables = new StreamTables();

  @Test
  void aStepThatIsToldAgainAfterAResumeIsDrawnOnce() {
    for (int step : List.of(1, 2, 3, 2, 3, 4, 4)) {
      tell("g", step, Map.of("loss", 10.0 - step));
    }
    assertThat(curves("g", Role.GENERATOR).get(0).points())
        .extracting(Curve.Point::step)
        .containsExactly(1.0, 2.0, 3.0, 4.0);
  }

  @Test
  void theTotalComesBeforeItsPartsAndWhatIsOffOrNoLossIsLeftOut() {
    tell(
        "g",
        1,
        Map.of(
            "gradient_norm", 9.0, "loss_denoise", 2.0, "loss", 3.0, "loss_perception_mask", 0.0));
    assertThat(curves("g", Role.GENERATOR))
        .extracting(Curve::value)
        .containsExactly("generators: total loss", "generators: its part of denoising");
  }

  @Test
  void detectorsHaveATotalAndPartsToo() {
    tell("d", 1, Map.of("box", 1.0, "class", 2.0, "total", 3.0, "ap", 0.5));
    assertThat(curves("d", Role.DETECTOR))
        .extracting(curve -> curve.points().get(0).value())
        .containsExactly(3.0, 2.0, 1.0);
  }

  private List<Curve> curves(String run, Role role) {
    TrainingJob job =
        TrainingJob.newBuilder()
            .setId(run)
            .setName(run)
            .setRole(role)
            .setDataSet("d")
            .setSteps(4)
            .build();
    return LossCurves.of(List.of(job), tables);
  }

  private void tell(String run, int step, Map<String, Double> values) {
    TrainingProgress progress =
        TrainingProgress.newBuilder()
            .setRunId(run)
            .setName(run)
            .setStep(step)
            .setSteps(4)
            .setValues(values)
            .build();
    byte[] value = Wire.encode(progress);
    tables.accept(new Incoming(Topics.TRAINING_PROGRESS, 0, step, run, value, Map.of(), 1));
  }
}
