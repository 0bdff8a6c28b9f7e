package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
  @TempDir Path directory;

  @Test
  void namesTheDirectoryWhoseDiskIsFullAndTheCure() {
    assertThat(new DiskRoom(directory, Long.MAX_VALUE).fault())
        .hasValueSatisfying(
            fault ->
                assertThat(fault)
                    .startsWith("The disk of '" + directory + "' is full; make room")
                    .contains("goes on where it was"));
  }

  @Test
  void saysNothingWhileThereIsRoom() {
    assertThat(new DiskRoom(directory, 0).fault()).isEmpty();
  }

  @Test
  void noticesADirectoryThatIsGone() {
    assertThat(new DiskRoom(directory.resolve("gone"), 0).fault())
        .hasValueSatisfying(fault -> assertThat(fault).contains("gone' can't be read"));
  }
}
