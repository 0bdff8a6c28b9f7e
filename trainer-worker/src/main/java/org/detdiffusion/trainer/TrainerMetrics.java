package org.detdiffusion.trainer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;

/** Counts and times what the trainer does. */
final class TrainerMetrics {
  /** What generators and detectors call the sum of their losses. */
  private static final List<String> TOTALS = List.of("loss", "total");

  private final MeterRegistry registry;

  TrainerMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Role role : Role.values()) {
      stepTime(role);
      loss(role);
      diverged(role);
    }
    agreement();
    for (GateOutcome outcome : GateOutcome.values()) {
      gated(outcome);
    }
  }

  /** Takes one step, its time and its loss. */
  Map<String, Double> step(TrainingJob job, Training training) throws NonFiniteLossException {
    long start = System.nanoTime();
    Map<String, Double> losses = advance(job, training);
    stepTime(job.getRole()).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    TOTALS.stream()
        .filter(losses::containsKey)
        .findFirst()
        .ifPresent(total -> loss(job.getRole()).record(losses.get(total)));
    return losses;
  }

  private Map<String, Double> advance(TrainingJob job, Training training)
      throws NonFiniteLossException {
    try {
      return training.advance();
    } catch (NonFiniteLossException diverged) {
      diverged(job.getRole()).increment();
      throw diverged;
    }
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
    report.verdicts().forEach(verdict -> agreement().record(verdict.agreement()));
  }

  private Counter gated(GateOutcome outcome) {
    return TrainerMeters.GATE.counter(registry, outcome.tag());
  }

  private DistributionSummary agreement() {
    return TrainerMeters.AGREEMENT.summary(registry);
  }

  private DistributionSummary loss(Role role) {
    return TrainerMeters.LOSS.summary(registry, tag(role));
  }

  private Counter diverged(Role role) {
    return TrainerMeters.DIVERGED.counter(registry, tag(role));
  }

  private Timer stepTime(Role role) {
    return TrainerMeters.STEP_TIME.timer(registry, tag(role));
  }

  private static String tag(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
