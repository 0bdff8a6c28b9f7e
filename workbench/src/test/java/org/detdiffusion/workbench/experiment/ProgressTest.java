package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final StreamTables tables = new StreamTables();
  private final Stage stage =
      new Stage("training", List.of(), List.of(new Goal.Announced("run", 100, 0.1)));
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private long now;

  @Test
  void saysHowLongItTakesAtTheSpeedMeasured() {
    Progress progress = progress(false);
    now = 30 * SECOND;
    tables.accept(progress(25));
    assertThat(progress.line(stage, now)).isEqualTo(" 25 %  training: 25 %  about 2 min left");
  }

  @Test
  void countsOnlyWhatThisProcessHasDone() {
    tables.accept(progress(50));
    Progress resumed = progress(false);
    now = 10 * SECOND;
    tables.accept(progress(75));
    assertThat(resumed.line(stage, now)).endsWith("10 s left");
  }

  @Test
  void writesFewLinesWhereNobodyWatches() {
    Progress progress = progress(false);
    for (now = 0; now < 40 * SECOND; now += SECOND) {
      progress.offer(stage);
    }
    assertThat(written.toString(StandardCharsets.UTF_8).lines()).hasSize(3);
  }

  @Test
  void writesOneLineOverOnATerminal() {
    Progress progress = progress(true);
    for (now = 0; now < 4 * SECOND; now += SECOND) {
      progress.offer(stage);
    }
    assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("\n").contains("\r");
  }

  private Progress progress(boolean terminal) {
    PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
    return new Progress(List.of(stage), tables, out, terminal, () -> now);
  }

  private static Incoming progress(int step) {
    TrainingProgress message =
        TrainingProgress.newBuilder()
            .setRunId("run")
            .setName("run")
            .setStep(step)
            .setSteps(100)
            .setValues(Map.of())
            .build();
    return new Incoming(
        Topics.TRAINING_PROGRESS, 0, step, "run", Wire.encode(message), Map.of(), 1);
  }
}
