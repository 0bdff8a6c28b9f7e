package org.detdiffusion.workbench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.experiment.DataSources;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Source;
import org.detdiffusion.workbench.experiment.Stage;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopStagesTest {
  private final StreamTables tables = new StreamTables();
  private LoopStages stages;

  @BeforeEach
  void planStages() throws WorkbenchException {
    ExperimentOptions run =
        new ExperimentOptions(new Source.Scenes(), Profile.toy(), 0, Path.of("unused"), 0, "loop");
    LoopOptions options = new LoopOptions(run, 2, 4, Focus.HARD_OBJECTS, 0);
    RealImages data = DataSources.load(run.source(), run.profile(), run.seed());
    stages = new LoopStages(data, new LoopPlan(data.name(), options));
  }

  @Test
  void everyRoundEndsWithItsReport() {
    List<Integer> ended = new ArrayList<>();
    stages.of(0, 2).forEach(stage -> LoopStages.endedRound(stage).ifPresent(ended::add));
    assertThat(ended).containsExactly(0, 1, 2);
  }

  @Test
  void aLoopThatGoesOnLeavesOutTheRoundsThatAreOver() {
    List<Stage> left = stages.of(2, 2);
    assertThat(left)
        .isNotEmpty()
        .allSatisfy(stage -> assertThat(LoopStages.belongs(stage.title(), 2)).isTrue());
    assertThat(stages.of(3, 2)).isEmpty();
  }

  @Test
  void everyStageBelongsToOneRound() {
    for (Stage stage : stages.of(0, 2)) {
      long rounds =
          List.of(0, 1, 2).stream().filter(r -> LoopStages.belongs(stage.title(), r)).count();
      assertThat(rounds).as(stage.title()).isEqualTo(1);
    }
  }

  @Test
  void theGateIsTheCheckpointThatRoundZeroHasAnnounced() throws Exception {
    announce("round-0-real-0", "f".repeat(64));
    List<TrainingJob> trained = new ArrayList<>();
    for (Stage stage : stages.of(1, 1)) {
      for (Outgoing message : stage.messages().apply(tables)) {
        if (message.topic().equals(Topics.TRAINING_JOBS)) {
          trained.add(Wire.decode(TrainingJob.class, message.value()));
        }
      }
    }
    assertThat(trained.stream().filter(job -> job.getGate() != null))
        .hasSize(3)
        .allSatisfy(job -> assertThat(job.getGate().getDetector()).isEqualTo("f".repeat(64)));
  }

  private void announce(String run, String sha256) {
    ModelUpdate update =
        ModelUpdate.newBuilder()
            .setRole(Role.DETECTOR)
            .setName(run)
            .setRunId(run)
            .setLocation(sha256)
            .setSha256(sha256)
            .setStep(2)
            .setSteps(2)
            .setFinished(true)
            .build();
    byte[] value = Wire.encode(update);
    tables.accept(new Incoming(Topics.MODEL_UPDATES, 0, 0, "key", value, Map.of(), 1));
  }
}
