package org.detdiffusion.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.JobOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final class Killed extends Error {}

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
    assertThat(killed(first)).isTrue();
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

  private String undisturbedLocation() throws Exception {
    return TrainerBench.model(bench(undisturbed).run(job)).getLocation();
  }

  private static TrainerBench bench(Path directory) {
    return new TrainerBench(directory).withImages("train", 5);
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

  private boolean killed(TrainerBench bench) throws InterruptedException {
    try {
      bench.run(job);
      return false;
    } catch (Killed death) {
      return true;
    }
  }
}
