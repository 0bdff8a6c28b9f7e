package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;

/**
 * A pause before jobs are given back, so that what fails at once does not use up its attempts at
 * once. It passes on the worker's thread: the polling thread keeps the locks meanwhile, but this
 * member begins no other job, since what failed one is likely to fail the next.
 */
record BackOff(StopSignal stop) {
  private static final long UNIT_MILLIS = 200;
  private static final long MOST_MILLIS = 5_000;
  private static final int MOST_DOUBLINGS = 10;

  /** Waits as the most often tried of the released jobs asks; not at all once a stop is asked. */
  void await(List<JobVerdict> verdicts) throws InterruptedException {
    var attempts =
        verdicts.stream()
            .filter(verdict -> verdict.acknowledgement() == AcknowledgeType.RELEASE)
            .mapToInt(verdict -> verdict.job().incoming().attempt())
            .max();
    if (attempts.isPresent()) {
      boolean unused = stop.await(after(attempts.getAsInt()));
    }
  }

  /** Waits as an attempt asks; after a stop is asked, until the grace ends this thread. */
  void await(int attempt) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(after(attempt).toMillis(), TimeUnit.MILLISECONDS);
  }

  /** 200 ms doubled with each attempt, 5 seconds at most. */
  static Duration after(int attempt) {
    long millis = UNIT_MILLIS << Math.min(attempt, MOST_DOUBLINGS);
    return Duration.ofMillis(Math.min(millis, MOST_MILLIS));
  }
}
