package org.detdiffusion.workerkit;

import java.time.Duration;

/**
 * How a pool's member takes jobs.
 *
 * @param maxBatch most jobs given to the handler together
 * @param attempts deliveries in which a job may be worked on; a later one goes to the dead letters.
 *     No more take place than the brokers' {@code group.share.delivery.count.limit} (5 unless set,
 *     10 at most) leaves, after which Kafka drops a job silently
 * @param grace from close() until the handler's thread is interrupted and its jobs are given back
 */
public record JobQueueOptions(int maxBatch, int attempts, Duration grace) {
  private static final int ATTEMPTS = 4;
  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final Duration AFTER_GRACE = Duration.ofSeconds(10);

  public JobQueueOptions {
    if (maxBatch < 1 || attempts < 1 || grace.isNegative()) {
      throw new IllegalArgumentException(
          "A job queue needs a batch of 1 or more, 1 attempt or more and a grace of 0 or more.");
    }
  }

  /** 4 attempts, 25 seconds of grace. */
  public static JobQueueOptions batchesOf(int maxBatch) {
    return new JobQueueOptions(maxBatch, ATTEMPTS, GRACE);
  }

  /** The longest that close() waits before it interrupts the loop itself: more than the grace. */
  public Duration patience() {
    return grace.plus(AFTER_GRACE);
  }

  public JobQueueOptions withAttempts(int count) {
    return new JobQueueOptions(maxBatch, count, grace);
  }

  public JobQueueOptions withGrace(Duration time) {
    return new JobQueueOptions(maxBatch, attempts, time);
  }
}
