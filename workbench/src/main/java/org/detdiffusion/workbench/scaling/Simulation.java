package org.detdiffusion.workbench.scaling;

import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.detdiffusion.workbench.backlog.Backlog;
import org.detdiffusion.workbench.backlog.ImageSeconds;

/**
 * Plays a workload second by second. The figure that is scaled on is computed by the workbench's
 * own code, and is as old as it may be there.
 */
final class Simulation {
  private static final double MILLIS = 1000;

  /** Between two questions to the brokers: {@code detdiffusion.backlog.every}. */
  private static final int ASKED_EVERY = 5;

  /** A simulated week. */
  private static final int LONGEST = 7 * 24 * 3600;

  private final Workload workload;
  private final PodTimes times;
  private final double assumedSeconds;
  private final ImageSeconds seconds = new ImageSeconds();
  private final JobCounts jobs = new JobCounts();
  private final Pool pool;
  private Optional<Backlog> told = Optional.empty();
  private int drained;
  private int slowest;
  private double held;
  private int most;

  /**
   * @param assumedSeconds of an image, as long as none was made: {@code
   *     detdiffusion.backlog.assumed-seconds-per-image}
   */
  Simulation(Workload workload, PodTimes times, double assumedSeconds) {
    this.workload = workload;
    this.times = times;
    this.assumedSeconds = assumedSeconds;
    this.pool = new Pool(times);
  }

  /** Until all is made and the last pod is gone. */
  Outcome scaledBy(ScalingRule rule) {
    Autoscaler autoscaler = new Autoscaler(rule);
    return play(second -> autoscaler.pods(second, told));
  }

  /** The same number of pods all the time, for comparison, until all is made. */
  Outcome withPods(int count) {
    return play(second -> isDrained() ? 0 : count);
  }

  private Outcome play(IntUnaryOperator wanted) {
    int second = 0;
    while (!isDrained() || pool.size() > 0) {
      if (second > LONGEST) {
        throw new IllegalArgumentException(
            workload.name() + " is not made in a week; ask for more pods or faster images");
      }
      tick(second, wanted);
      second++;
    }
    double worked = workload.jobs() * times.image();
    return new Outcome(workload.name(), slowest, held, worked, most, jobs.killed());
  }

  private boolean isDrained() {
    return drained == workload.bursts().size();
  }

  private void tick(int second, IntUnaryOperator wanted) {
    jobs.come(workload.jobsBy(second) - workload.jobsBy(second - 1));
    int before = jobs.done();
    pool.tick(second, jobs);
    for (int image = before; image < jobs.done(); image++) {
      seconds.add(times.image() * MILLIS);
    }
    drain(second);
    if (second % ASKED_EVERY == 0) {
      told = Optional.of(seconds.of(jobs.backlog(), assumedSeconds));
    }
    pool.scaleTo(wanted.applyAsInt(second), second);
    held += pool.size();
    most = Math.max(most, pool.size());
  }

  private void drain(int second) {
    while (!isDrained() && isMade(workload.bursts().get(drained), second)) {
      slowest = Math.max(slowest, second - workload.bursts().get(drained).second());
      drained++;
    }
  }

  private boolean isMade(Burst burst, int second) {
    return burst.second() <= second && jobs.done() >= workload.jobsBy(burst.second());
  }
}
