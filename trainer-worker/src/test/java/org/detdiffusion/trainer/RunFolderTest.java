package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final RunState STATE =
      RunState.beginning("r", "job", "data", new Offsets(Map.of("annotated-images-0", 3L)));

  @TempDir Path directory;
  private RunFolder folder;

  @BeforeEach
  void makeTheFolder() throws IOException {
    folder = RunFolder.of(directory, "r");
  }

  @Test
  void keepsTheStateAndNothingBeside() throws IOException {
    folder.write(STATE);
    folder.write(STATE.at(4, "checkpoint-4"));

    assertThat(folder.read()).contains(STATE.at(4, "checkpoint-4"));
    try (Stream<Path> files = Files.list(folder.path())) {
      assertThat(files).containsExactly(folder.path().resolve("run.json"));
    }
  }

  @Test
  void aRunWhoseStateIsDamagedStartsAnew() throws IOException {
    for (String damaged : new String[] {"", "{\"runId\": \"r", "{}", "null"}) {
      Files.writeString(folder.path().resolve("run.json"), damaged);
      assertThat(folder.read()).as(damaged).isEmpty();
    }
  }

  @Test
  void aFolderThatAnotherTrainerOfTheProcessHoldsIsFreeAfterwards() throws Exception {
    RunLocks mine = new RunLocks();
    try (RunLocks.Held held = new RunLocks().hold(folder)) {
      assertThatThrownBy(() -> mine.hold(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another trainer of this process works in");
    }
    try (RunLocks.Held held = mine.hold(folder)) {
      assertThat(held.file().isValid()).isTrue();
    }
  }
}
