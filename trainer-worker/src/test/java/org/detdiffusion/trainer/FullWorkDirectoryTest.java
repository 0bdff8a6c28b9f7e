package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.TransientCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a small disk of their own, where such a disk may be mounted: as root, on Linux. */
@EnabledOnOs(OS.LINUX)
class FullWorkDirectoryTest {
  @TempDir Path disk;

  @BeforeEach
  void mountTheDisk() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
        "may not mount a disk");
  }

  @AfterEach
  void unmountTheDisk() throws Exception {
    int unused = run("umount", disk.toString());
  }

  @Test
  void aRunWhoseDiskIsFullIsGivenBackAndDoneWhenThereIsRoom() throws Exception {
    TrainerBench bench = new TrainerBench(disk).withImages("train", 2);
    TrainingJob job = Examples.job("run", Role.DETECTOR).build();
    Path ballast = disk.resolve("ballast");
    fill(ballast);

    assertThat(bench.run(job))
        .isInstanceOfSatisfying(
            JobOutcome.Retry.class,
            retry -> {
              assertThat(retry.code()).isEqualTo(TransientCode.FILES);
              assertThat(retry.reason()).contains("No space left on device");
            });

    Files.delete(ballast);
    assertThat(bench.run(job)).isInstanceOf(JobOutcome.Done.class);
  }

  private static void fill(Path ballast) throws IOException {
    try (OutputStream out = Files.newOutputStream(ballast)) {
      byte[] page = new byte[4096];
      while (isWritten(out, page)) {
        out.flush();
      }
    }
  }

  private static boolean isWritten(OutputStream out, byte[] page) {
    try {
      out.write(page);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
