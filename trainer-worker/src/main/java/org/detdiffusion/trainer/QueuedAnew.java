package org.detdiffusion.trainer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;

/**
 * Kafka delivers a job ten times at most, five unless told otherwise, but a long run may outlive
 * more trainers than that. So a run that gets on is put on the queue again as a new job, before its
 * deliveries are used up. One that takes its trainers down without a step in between is not: it
 * becomes a dead letter after its last attempt.
 */
final class QueuedAnew {
  /** Step of the run when its job was queued; 0 without it. */
  static final String AT_STEP = "queued-at-step";

  /** Early enough for brokers that deliver five times and keep the last one for the dead letter. */
  private static final int AT_ATTEMPT = 3;

  private QueuedAnew() {}

  /** The job as it is to be queued; empty when this delivery is to be worked on. */
  static Optional<Outgoing> of(Incoming record, Optional<RunState> left) {
    int step = left.map(RunState::step).orElse(0);
    if (record.attempt() < AT_ATTEMPT || step <= stepBefore(record)) {
      return Optional.empty();
    }
    Map<String, String> headers = new HashMap<>(record.headers());
    headers.put(AT_STEP, Integer.toString(step));
    return Optional.of(new Outgoing(record.topic(), record.key(), record.value(), headers));
  }

  /** Anybody can write headers: what is no number says nothing. */
  private static int stepBefore(Incoming record) {
    String step = record.headers().getOrDefault(AT_STEP, "0");
    return step.matches("\\d{1,9}") ? Integer.parseInt(step) : 0;
  }
}
