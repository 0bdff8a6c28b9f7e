package org.detdiffusion.trainer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.detdiffusion.messages.ImageVerdict;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how a run goes, at most one message an interval. */
final class ProgressReporter {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);

  /** In one message: with 100 objects each they are well below what Kafka takes. */
  static final int MOST_VERDICTS = 200;

  private final TrainingJob job;
  private final Outbox outbox;
  private final long intervalNanos;
  private final LongSupplier nanoTime;
  private long lastNanos;
  private int lastStep = -1;

  ProgressReporter(TrainingJob job, Outbox outbox, Duration interval, LongSupplier nanoTime) {
    this.job = job;
    this.outbox = outbox;
    this.intervalNanos = interval.toNanos();
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong() - intervalNanos;
  }

  /** Sends the values when the interval is over. */
  void offer(int step, Map<String, Double> values) throws InterruptedException {
    if (nanoTime.getAsLong() - lastNanos >= intervalNanos) {
      send(step, values);
    }
  }

  /** Sends the values at once. */
  void send(int step, Map<String, Double> values) throws InterruptedException {
    long now = nanoTime.getAsLong();
    boolean measurable = lastStep >= 0 && step > lastStep;
    double seconds = measurable ? (now - lastNanos) / 1e9 / (step - lastStep) : 0;
    send(message(progress(step, values, seconds)));
    lastNanos = now;
    lastStep = step;
  }

  /** Sends the gate's verdicts at once, with what they sum up to. */
  void send(int step, GateReport report) throws InterruptedException {
    List<ImageVerdict> verdicts = report.verdicts().stream().map(GateVerdict::message).toList();
    int sent = 0;
    do {
      int end = Math.min(sent + MOST_VERDICTS, verdicts.size());
      TrainingProgress.Builder progress = progress(step, report.measures(), 0);
      send(message(progress.setVerdicts(verdicts.subList(sent, end))));
      sent = end;
    } while (sent < verdicts.size());
  }

  /** Progress that doesn't arrive is no reason to stop a run. */
  private void send(Outgoing message) throws InterruptedException {
    try {
      outbox.send(message);
    } catch (PublishException refused) {
      LOG.warn("progress of run {} was not published: {}", job.getId(), refused.getMessage());
    }
  }

  private TrainingProgress.Builder progress(
      int step, Map<String, Double> values, double secondsPerStep) {
    return TrainingProgress.newBuilder()
        .setRunId(job.getId())
        .setName(job.getName())
        .setStep(step)
        .setSteps(job.getSteps())
        .setValues(new HashMap<>(values))
        .setSecondsPerStep(secondsPerStep);
  }

  private Outgoing message(TrainingProgress.Builder progress) {
    byte[] value = Wire.encode(progress.build());
    return new Outgoing(Topics.TRAINING_PROGRESS, job.getId(), value, Map.of());
  }
}
