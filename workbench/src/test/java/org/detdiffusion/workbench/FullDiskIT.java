package org.detdiffusion.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.networks.weights.Checkpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A demo on a small disk of its own, where such a disk may be mounted: as root, on Linux. */
@EnabledOnOs(OS.LINUX)
class FullDiskIT {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path disk;

  @BeforeEach
  void mountTheDisk() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=700m", "tmpfs", disk.toString()) == 0,
        "may not mount a disk");
  }

  @AfterEach
  void unmountTheDisk() throws Exception {
    int unused = run("umount", disk.toString());
  }

  @Test
  void aDemoWhoseDiskFillsUpSaysSoAndGoesOnWhenThereIsRoom() throws Exception {
    Path ballast = disk.resolve("ballast");
    try (RunningWorkbench demo = demo()) {
      demo.awaitLine("judging objects", 120);
      fill(ballast);
      assertThat(demo.exitCode(60)).as(demo.output()).isEqualTo(1);
      assertThat(demo.output())
          .contains("The disk of '" + directory() + "' is full; make room and start again")
          .doesNotContain("Report:", "Exception", "\tat ");
    }
    expectWholeModelsOnly();
    Files.delete(ballast);
    try (RunningWorkbench demo = demo()) {
      assertThat(demo.exitCode(120)).as(demo.output()).isZero();
      assertThat(demo.output()).contains("Going on in", "Report:").doesNotContain("Exception");
    }
    assertThat(TopicContents.of(directory()).finishedModels()).containsKeys("judge", "generator");
  }

  private Path directory() {
    return disk.resolve("run");
  }

  private RunningWorkbench demo() throws IOException {
    return RunningWorkbench.start("demo", "--toy", "--run-directory", directory().toString());
  }

  /** To the last byte that the disk takes, most of them at once. */
  private void fill(Path ballast) throws Exception {
    long most = Files.getFileStore(disk).getUsableSpace() - 16L * MEGABYTE;
    assertThat(run("fallocate", "-l", Long.toString(most), ballast.toString())).isZero();
    byte[] block = new byte[MEGABYTE];
    boolean full = false;
    try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.APPEND)) {
      while (!full) {
        full = !isWritten(out, block);
      }
    }
  }

  private static boolean isWritten(OutputStream out, byte[] block) {
    try {
      out.write(block);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  private void expectWholeModelsOnly() throws IOException {
    List<Path> published;
    try (Stream<Path> models = Files.list(directory().resolve("models"))) {
      published = models.filter(m -> m.getFileName().toString().length() == 64).toList();
    }
    assertThat(published).isNotEmpty();
    for (Path model : published) {
      assertThat(Checkpoint.read(model).sha256()).isEqualTo(model.getFileName().toString());
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
