package org.detdiffusion.workerkit;

import java.util.List;

/**
 * A member's side of a queue: where its jobs come from and how they leave. For the polling thread
 * only. A job is ours until {@link HeldJob#isLost()} says otherwise.
 */
interface JobSource extends AutoCloseable {
  /**
   * Keeps the jobs ours that are held.
   *
   * @param taking whether new ones may be taken as well
   */
  void poll(boolean taking);

  /** Jobs to work on now, of one shape; none while more may come to fill the batch. */
  List<HeldJob> nextBatch();

  /** Jobs that the queue would drop without a word if they were given back once more. */
  List<HeldJob> nextSpent();

  /** Whether {@link #poll} is to be called though the work isn't done. */
  boolean isPollDue();

  /** Whether the batch at work can be settled before the next poll. */
  boolean canSettle();

  /** Takes the batch's jobs off the queue as their verdicts say; those without one are not done. */
  void settle(List<HeldJob> batch, List<JobVerdict> verdicts);

  /** Leaves the jobs to others that nobody works on yet, but for the spent ones. */
  void giveBackWaiting();

  /** Leaves all jobs to others, those at work too. */
  void giveBackAll();

  @Override
  void close();
}
