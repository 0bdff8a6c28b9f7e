package org.detdiffusion.workerkit;

import java.time.Duration;

/**
 * How a pool's member takes jobs.
 *
 * @param maxBatch most jobs given to the handler together
 * @param attempts deliveries in which a job may be worked on; a later one goes to the dead letters.
 *     In a share group no more take place than the brokers' {@code
 *     group.share.delivery.count.limit} (5 unless set, 10 at most) leaves, after which Kafka drops
 *     a job silently
 * @param grace from close() until the handler's thread is interrupted and its jobs are given back
 * @param batchWait how long a batch that isn't full waits for more jobs; 2 seconds at most
 * @param queue what Kafka's side of the queue is
 */
public record JobQueueOptions(
    int maxBatch, int attempts, Duration grace, Duration batchWait, QueueKind queue) {
  private static final int ATTEMPTS = 4;
  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final Duration AFTER_GRACE = Duration.ofSeconds(10);

  /** Brokers hold an answer back for so long, and a renewal behind it. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  public JobQueueOptions {
    if (maxBatch < 1 || attempts < 1 || grace.isNegative()) {
      throw new IllegalArgumentException(
          "A job queue needs a batch of 1 or more, 1 attempt or more and a grace of 0 or more.");
    }
    if (batchWait.isNegative() || batchWait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException(
          "A batch can't wait " + batchWait + " for more jobs; set PT0S to " + LONGEST_WAIT + ".");
    }
  }

  /** 4 attempts, 25 seconds of grace, no waiting for more, the queue that the cluster offers. */
  public static JobQueueOptions batchesOf(int maxBatch) {
    return new JobQueueOptions(maxBatch, ATTEMPTS, GRACE, Duration.ZERO, QueueKind.AUTO);
  }

  /** The longest that close() waits before it interrupts the loop itself: more than the grace. */
  public Duration patience() {
    return grace.plus(AFTER_GRACE);
  }

  public JobQueueOptions withAttempts(int count) {
    return new JobQueueOptions(maxBatch, count, grace, batchWait, queue);
  }

  public JobQueueOptions withGrace(Duration time) {
    return new JobQueueOptions(maxBatch, attempts, time, batchWait, queue);
  }

  public JobQueueOptions withBatchWait(Duration time) {
    return new JobQueueOptions(maxBatch, attempts, grace, time, queue);
  }

  public JobQueueOptions withQueue(QueueKind kind) {
    return new JobQueueOptions(maxBatch, attempts, grace, batchWait, kind);
  }
}
