package org.detdiffusion.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workbench.experiment.DataSources;
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

class DemoStagesTest {
  private final StreamTables tables = new StreamTables();
  private List<Stage> stages;

  @BeforeEach
  void planStages() throws WorkbenchException {
    RealImages data = DataSources.load(new Source.Scenes(), Profile.toy(), 0);
    stages = DemoStages.of(data, DemoPlan.of(data, Profile.toy(), 0));
  }

  @Test
  void imagesAreKeyedByTheirDataSetToo() {
    assertThat(messages("importing real images"))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.key()).startsWith("scenes/"));
  }

  @Test
  void imagesAreMadeByTheCheckpointThatWasAnnouncedWhenTheyWereAskedFor() throws Exception {
    announce("early", 1);
    assertThat(pins("first pictures")).containsOnly("early");
    announce("late", 2);
    assertThat(pins("making images")).isNotEmpty().containsOnly("late");
  }

  private List<String> pins(String stage) throws UnreadableMessageException {
    List<String> pins = new ArrayList<>();
    for (Outgoing message : messages(stage)) {
      if (message.topic().equals(Topics.AUGMENTATION_JOBS)) {
        var job = Wire.decode(AugmentationJob.class, message.value());
        if (job.getGenerator().equals(DemoPlan.GENERATOR)) {
          pins.add(job.getGeneratorSha256());
        }
      }
    }
    return pins;
  }

  private List<Outgoing> messages(String title) {
    Stage stage = stages.stream().filter(s -> s.title().equals(title)).findFirst().orElseThrow();
    return stage.messages().apply(tables);
  }

  private void announce(String sha256, int step) {
    ModelUpdate update =
        ModelUpdate.newBuilder()
            .setRole(Role.GENERATOR)
            .setName(DemoPlan.GENERATOR)
            .setRunId(DemoPlan.GENERATOR)
            .setLocation(sha256)
            .setSha256(sha256)
            .setStep(step)
            .setSteps(2)
            .setFinished(step == 2)
            .build();
    byte[] value = Wire.encode(update);
    tables.accept(new Incoming(Topics.MODEL_UPDATES, 0, step, "key", value, Map.of(), 1));
  }
}
