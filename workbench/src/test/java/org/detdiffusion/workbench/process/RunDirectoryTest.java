package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path temporary;

  @Test
  void belongsToOneProcessAtATime() throws Exception {
    Path root = temporary.resolve("run");
    try (RunDirectory first = RunDirectory.open(root)) {
      assertThatThrownBy(() -> RunDirectory.open(first.root()))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("Another detdiffusion works in");
    }
    RunDirectory.open(root).close();
  }

  @Test
  void refusesAFile() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> RunDirectory.open(file))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("is a file; name a directory");
  }

  @Test
  void refusesADiskThatIsNearlyFull() {
    assertThatThrownBy(() -> RunDirectory.open(temporary, Long.MAX_VALUE))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("make room");
  }

  @Test
  void leavesNothingHalfWritten() throws Exception {
    Path blocked = Files.createDirectories(temporary.resolve("report.html").resolve("inside"));
    byte[] bytes = "text".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> RunDirectory.write(blocked.getParent(), bytes))
        .isInstanceOf(WorkbenchException.class)
        .hasMessageContaining("can't be written");
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).containsExactly(temporary.resolve("report.html"));
    }
  }

  @Test
  void aPortWithoutTheRightToItIsNotCalledTaken() {
    assertThat(FreePort.refused(80, "--port", new BindException("Permission denied")))
        .hasMessage("Port 80 can't be opened (Permission denied); choose another with --port.");
  }

  @Test
  void namesThePortThatIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> FreePort.of(taken.getLocalPort(), "--port"))
          .isInstanceOf(WorkbenchException.class)
          .hasMessageContaining("Port " + taken.getLocalPort() + " is taken")
          .hasMessageContaining("--port");
    }
  }
}
