package org.detdiffusion.workbench.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTimesTest {
  private static final long SECOND = 1_000_000_000L;

  @TempDir Path directory;
  private long now;

  @Test
  void addUpOverAllStarts() throws Exception {
    StageTimes first = start(false);
    first.begin("training");
    now += 40 * SECOND;
    first.end("training");
    StageTimes second = start(true);
    second.begin("training");
    now += 2 * SECOND;
    second.end("training");
    assertThat(second.total().seconds().get("training")).isCloseTo(42, within(1e-6));
    assertThat(second.total().starts()).isEqualTo(2);
    assertThat(second.total().meaning()).contains("2 starts");
  }

  @Test
  void loseOnlyTheLastSecondsWhenTheProcessIsKilled() throws Exception {
    StageTimes killed = start(false);
    killed.begin("training");
    for (int second = 0; second < 33; second++) {
      now += SECOND;
      killed.goOn("training");
    }
    now += 1000 * SECOND; // nobody was there
    StageTimes next = start(true);
    next.begin("training");
    next.end("training");
    assertThat(next.total().seconds().get("training")).isCloseTo(30, within(1e-6));
  }

  @Test
  void keepWhatAFinishedStageTookWhenItIsPassedAgain() throws Exception {
    StageTimes first = start(false);
    first.begin("importing");
    now += 9 * SECOND;
    first.end("importing");
    StageTimes second = start(true);
    second.begin("importing");
    second.end("importing");
    assertThat(second.total().seconds().get("importing")).isCloseTo(9, within(1e-6));
  }

  @Test
  void tellNothingRatherThanSomethingFalse() throws Exception {
    StageTimes resumed = start(true);
    resumed.begin("training");
    now += SECOND;
    resumed.end("training");
    assertThat(resumed.total().seconds()).isEmpty();
    assertThat(resumed.total().meaning()).startsWith("not known");
    assertThat(start(true).total().seconds()).isEmpty();
  }

  @Test
  void nameTheFileThatIsDamaged() throws Exception {
    Files.writeString(directory.resolve(StageTimes.FILE), "{");
    assertThatThrownBy(() -> start(true))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("stages.json' can't be read; delete it");
  }

  private StageTimes start(boolean resumed) throws WorkbenchException {
    return StageTimes.open(directory, resumed, () -> now);
  }
}
