package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.detdiffusion.workerkit.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final class Killed extends Error {}

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TrainingJob job = Examples.job("r", Role.DETECTOR).setSteps(9).build();

  @TempDir Path undisturbed;
  @TempDir Path disturbed;

  @Test
  void aStoppedTrainerGivesItsRunBackAndLaterEndsAtTheSameWeights() throws Exception {
    TrainerBench first = bench(disturbed);
    stopAfter(first, 3);
    JobOutcome given = first.run(job);
    TrainerBench second = bench(disturbed);

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(given).isInstanceOf(JobOutcome.Retry.class);
    assertThat(((JobOutcome.Retry) given).reason()).contains("step 3");
    assertThat(second.progress().get(0).getStep()).isEqualTo(4);
    assertThat(model.getLocation()).isEqualTo(undisturbedLocation());
  }

  @Test
  void aTrainerKilledBetweenCheckpointsGoesOnFromTheLastOne() throws Exception {
    TrainerBench first = bench(disturbed);
    killAfter(first, 5);
    assertThat(killed(first, job)).isTrue();
    TrainerBench second = bench(disturbed);

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(second.progress().get(0).getStep()).isEqualTo(5);
    assertThat(model.getLocation()).isEqualTo(undisturbedLocation());
  }

  @Test
  void imagesThatCameAfterTheRunBeganDoNotChangeIt() throws Exception {
    TrainerBench first = bench(disturbed);
    stopAfter(first, 1);
    first.run(job);
    TrainerBench second = bench(disturbed).withImages("train", 9);

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(model.getLocation()).isEqualTo(undisturbedLocation());
  }

  @Test
  void aRunWhoseDataIsNoLongerOnTheStreamStartsAnew() throws Exception {
    TrainerBench first = bench(disturbed);
    stopAfter(first, 5);
    first.run(job);
    TrainerBench second = new TrainerBench(disturbed).withImages("train", 3);

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(second.progress().get(0).getStep()).isEqualTo(1);
    assertThat(model.getLocation()).isNotEqualTo(undisturbedLocation());
  }

  @Test
  void stoppingAgainBeforeAStepKeepsTheCheckpoint() throws Exception {
    TrainerBench first = bench(disturbed);
    stopAfter(first, 3);
    first.run(job);
    TrainerBench second = bench(disturbed);
    second.stop.countDown();
    second.run(job);
    TrainerBench third = bench(disturbed);

    ModelUpdate model = TrainerBench.model(third.run(job));

    assertThat(third.progress().get(0).getStep()).isEqualTo(4);
    assertThat(model.getLocation()).isEqualTo(undisturbedLocation());
  }

  @Test
  void aRunWhoseCheckpointIsGoneStartsAtStepZero() throws Exception {
    TrainerBench first = bench(disturbed);
    stopAfter(first, 3);
    first.run(job);
    RunFolder folder = RunFolder.of(new FixedConfig(disturbed, SECOND).workDirectory(), "r");
    Path checkpoint = folder.path().resolve(folder.read().orElseThrow().checkpoint());
    Files.delete(checkpoint.resolve("state"));
    TrainerBench second = bench(disturbed);

    ModelUpdate model = TrainerBench.model(second.run(job));

    assertThat(second.progress().get(0).getStep()).isEqualTo(1);
    assertThat(model.getLocation()).isEqualTo(undisturbedLocation());
  }

  @Test
  void anAnnouncementThatATrainerDiedOverIsMadeByTheNext() throws Exception {
    TrainingJob early =
        Examples.job("r", Role.DETECTOR).setSteps(9).setAnnounceAt(List.of(4)).build();
    TrainerBench first = bench(disturbed);
    first.beforeSending = ResumeTest::dieOverAModelUpdate;
    assertThat(killed(first, early)).isTrue();
    TrainerBench second = bench(disturbed);

    second.run(early);

    assertThat(second.announcedEarly()).extracting(ModelUpdate::getStep).containsExactly(4);
  }

  @Test
  void aNewCheckpointNeverTakesThePlaceOfTheOneThatIsThere() throws Exception {
    RunFolder folder = RunFolder.of(disturbed, "r");
    Path named = Files.createDirectory(folder.checkpoint(3));

    assertThat(folder.checkpoint(3)).isNotEqualTo(named).doesNotExist();
    assertThat(named).exists();
  }

  private String undisturbedLocation() throws Exception {
    return TrainerBench.model(bench(undisturbed).run(job)).getLocation();
  }

  private static TrainerBench bench(Path directory) {
    return new TrainerBench(directory).withImages("train", 5);
  }

  private static void dieOverAModelUpdate(Outgoing message) {
    if (message.topic().equals(Topics.MODEL_UPDATES)) {
      throw new Killed();
    }
  }

  private static void stopAfter(TrainerBench bench, int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    bench.trainings.afterStep =
        () -> {
          if (left.decrementAndGet() == 0) {
            bench.stop.countDown();
          }
        };
  }

  private static void killAfter(TrainerBench bench, int steps) {
    AtomicInteger left = new AtomicInteger(steps);
    bench.trainings.afterStep =
        () -> {
          if (left.decrementAndGet() == 0) {
            throw new Killed();
          }
        };
  }

  private static boolean killed(TrainerBench bench, TrainingJob job) throws InterruptedException {
    try {
      bench.run(job);
      return false;
    } catch (Killed death) {
      return true;
    }
  }
}
