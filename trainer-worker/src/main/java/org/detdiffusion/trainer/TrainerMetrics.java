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

/** The trainer's meters. */
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
    Counter.builder("detdiffusion.trainer.published")
        .description("Checkpoints written below the models directory")
        .tag("role", tag(job.getRole()))
        .register(registry)
        .increment();
  }

  /** Counts the images that a run's gate looked at, once a run. */
  void gated(GateReport report) {
    for (GateOutcome outcome : GateOutcome.values()) {
      gated(outcome).increment(report.count(outcome));
    }
  }

  private Counter gated(GateOutcome outcome) {
    return Counter.builder("detdiffusion.trainer.gate")
        .description("Synthetic images that a gate looked at: kept, or dropped for a reason")
        .baseUnit("images")
        .tag("outcome", outcome.tag())
        .register(registry);
  }

  private Timer stepTime(Role role) {
    return Timer.builder("detdiffusion.trainer.step.time")
        .description("Time of one optimiser step")
        .tag("role", tag(role))
        .register(registry);
  }

  private static String tag(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
