package org.detdiffusion.workbench.scaling;

import java.util.OptionalInt;
import org.detdiffusion.workbench.scaling.PodState.AtWork;
import org.detdiffusion.workbench.scaling.PodState.Ended;
import org.detdiffusion.workbench.scaling.PodState.Idle;
import org.detdiffusion.workbench.scaling.PodState.Starting;

/** A simulated pod with one GPU: it starts, takes batches, and finishes its last one when told. */
final class Pod {
  private final PodTimes times;
  private PodState state;
  private OptionalInt killAt = OptionalInt.empty();

  Pod(int second, PodTimes times) {
    this.times = times;
    this.state = new Starting(second + times.start());
  }

  /** What a second brings: a start or a batch ends, the grace ends, a batch begins. */
  void tick(int second, JobCounts jobs) {
    if (state instanceof AtWork work && work.until() <= second) {
      jobs.finish(work.jobs());
      state = new Idle();
    }
    if (state instanceof Starting starting && starting.until() <= second) {
      state = new Idle();
    }
    if (killAt.isPresent()) {
      end(second, jobs);
    } else if (state instanceof Idle) {
      begin(second, jobs);
    }
  }

  private void end(int second, JobCounts jobs) {
    if (!(state instanceof AtWork work)) {
      state = new Ended();
    } else if (killAt.getAsInt() <= second) {
      jobs.kill(work.jobs());
      state = new Ended();
    }
  }

  private void begin(int second, JobCounts jobs) {
    int taken = jobs.take(times.batch());
    if (taken > 0) {
      state = new AtWork(second + times.batchSeconds(taken), taken);
    }
  }

  /** From now on it takes nothing new. */
  void stop(int second) {
    killAt = OptionalInt.of(second + times.grace());
  }

  boolean isStopping() {
    return killAt.isPresent();
  }

  boolean isStarting() {
    return state instanceof Starting;
  }

  boolean isEnded() {
    return state instanceof Ended;
  }
}
