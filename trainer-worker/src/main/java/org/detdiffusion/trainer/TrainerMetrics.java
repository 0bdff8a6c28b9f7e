package org.detdiffusion.trainer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;

/** Counts and times what the trainer does. */
final class TrainerMetrics {
  private final MeterRegistry registry;

  TrainerMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Role role : Role.values()) {
      stepTime(role);
    }
    for (GateOutcome outcome : GateOutcome.values()) {
      gated(outcome);
    }
  }

  /** Takes one step and its time. */
  Map<String, Double> step(TrainingJob job, Training training) throws NonFiniteLossException {
    long start = System.nanoTime();
    Map<String, Double> losses = training.advance();
    stepTime(job.getRole()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    return losses;
  }

  /** Counts a checkpoint that is there to be announced; a repeated announcement counts no more. */
  void published(TrainingJob job) {
    TrainerMeters.PUBLISHED.counter(registry, tag(job.getRole())).increment();
  }

  /** Counts the images that a run's gate looked at, once a run. */
  void gated(GateReport report) {
    for (GateOutcome outcome : GateOutcome.values()) {
      gated(outcome).increment(report.count(outcome));
    }
  }

  private Counter gated(GateOutcome outcome) {
    return TrainerMeters.GATE.counter(registry, outcome.tag());
  }

  private Timer stepTime(Role role) {
    return TrainerMeters.STEP_TIME.timer(registry, tag(role));
  }

  private static String tag(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
