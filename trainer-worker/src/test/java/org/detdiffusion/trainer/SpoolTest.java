package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.trainer.Spool.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  private static final byte[] FIRST = {1, 2, 3};
  private static final byte[] SECOND = {4};

  @TempDir Path directory;

  @Test
  void givesBackWhatWasAppendedInAnyOrder() throws Exception {
    try (Spool spool = new Spool(directory)) {
      Place first = spool.append(FIRST);
      Place empty = spool.append(new byte[0]);
      Place second = spool.append(SECOND);

      assertThat(spool.read(second)).isEqualTo(SECOND);
      assertThat(spool.read(first)).isEqualTo(FIRST);
      assertThat(spool.read(empty)).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aKilledProcessLeavesNothingSinceTheFileHasNoNameWhileItIsInUse() throws Exception {
    try (Spool spool = new Spool(directory)) {
      Place unused = spool.append(FIRST);

      assertThat(directory).isEmptyDirectory();
    }
  }

  @Test
  void whatAKilledProcessLeftAllTheSameIsDeletedAndNothingElse() throws Exception {
    Path left = Files.write(directory.resolve("stream-123"), FIRST);
    Path foreign = Files.write(directory.resolve("notes"), FIRST);
    try (Spool spool = new Spool(directory)) {
      Place unused = spool.append(FIRST);
    }

    assertThat(left).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void twoProcessesMayUseOneDirectory() throws Exception {
    try (Spool one = new Spool(directory);
        Spool other = new Spool(directory)) {
      Place first = one.append(FIRST);
      Place second = other.append(SECOND);

      assertThat(one.read(first)).isEqualTo(FIRST);
      assertThat(other.read(second)).isEqualTo(SECOND);
    }
  }

  @Test
  void anInterruptedReaderDoesNotCloseItForOthers() throws Exception {
    try (Spool spool = new Spool(directory)) {
      Place first = spool.append(FIRST);
      Thread.currentThread().interrupt();
      assertThat(spool.read(first)).isEqualTo(FIRST);
      assertThat(Thread.interrupted()).isTrue();

      assertThat(spool.read(spool.append(SECOND))).isEqualTo(SECOND);
    }
  }

  @Test
  void isNotOpenedAgainOnceItIsClosed() throws Exception {
    Spool spool = new Spool(directory.resolve("never"));
    spool.close();

    assertThatThrownBy(() -> spool.append(FIRST))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith("is closed");
    assertThat(directory.resolve("never")).doesNotExist();
  }
}
