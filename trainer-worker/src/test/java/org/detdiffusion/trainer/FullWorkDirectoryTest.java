package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Incoming;
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
  @TempDir Path undisturbed;

  @BeforeEach
  void mountTheDisk() throws Exception {
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0,
        "may not mount a disk");
  }

  @AfterEach
  void unmountTheDisk() throws Exception {
    int unused = run("umount", "-l", disk.toString());
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

  @Test
  void aDiskThatFillsUpWithinACheckpointLeavesTheOneBeforeAndTheRunEndsAtTheSameBits()
      throws Exception {
    TrainingJob job = Examples.job("run", Role.DETECTOR).build();
    Path ballast = disk.resolve("ballast");
    TrainerBench first = bulky(() -> leaveHalfACheckpoint(ballast));
    assertThat(first.run(job))
        .isInstanceOfSatisfying(
            JobOutcome.Retry.class,
            retry -> assertThat(retry.reason()).contains("No space left on device"));
    RunFolder folder = RunFolder.of(new FixedConfig(disk, Duration.ZERO).workDirectory(), "run");
    assertThat(folder.read().orElseThrow().checkpoint()).isEqualTo("checkpoint-2");
    try (Stream<Path> left = Files.list(folder.path())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", "run.json", "checkpoint-2");
    }

    Files.delete(ballast);
    TrainerBench second = bulky(() -> {});
    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(second.progress().get(0).getStep()).isEqualTo(3);
    TrainerBench calm = new TrainerBench(undisturbed).withImages("train", 2);
    assertThat(model.getLocation()).isEqualTo(TrainerBench.model(calm.run(job)).getLocation());
  }

  private TrainerBench bulky(Runnable afterStep) {
    FakeTrainings fakes = new FakeTrainings();
    fakes.afterStep = afterStep;
    return new TrainerBench(disk, new BulkyTraining.All(fakes)).withImages("train", 2);
  }

  /** Once there is a checkpoint. */
  private void leaveHalfACheckpoint(Path ballast) {
    try (Stream<Path> tree = Files.walk(disk)) {
      if (!Files.exists(ballast) && tree.anyMatch(path -> path.endsWith("checkpoint-2"))) {
        fill(ballast);
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
          FileChannel unused = file.truncate(file.size() - BulkyTraining.CHECKPOINT_BYTES / 2);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void aStreamThatTheDiskHasNoRoomForIsOneSentenceAndWhatHadComeStaysReadable() throws Exception {
    Incoming early = Examples.record(Topics.ANNOTATED_IMAGES, 0, "a", Examples.image("a", "train"));
    Incoming late = Examples.record(Topics.ANNOTATED_IMAGES, 1, "b", Examples.image("b", "train"));
    Path ballast = disk.resolve("ballast");
    try (StreamStore store = new StreamStore(disk.resolve("stream"))) {
      store.add(early);
      fill(ballast);

      assertThatThrownBy(() -> store.add(late))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("No space left on device")
          .hasMessageContaining("detdiffusion.work.directory")
          .hasMessageEndingWith("nothing is lost");

      assertThat(store.offsets().next()).containsEntry("annotated-images-0", 1L);
      Files.delete(ballast);
      store.add(late);
      assertThat(store.places(Topics.ANNOTATED_IMAGES, store.offsets()))
          .map(store::read)
          .containsExactly(early.value(), late.value());
    }
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
