package org.detdiffusion.workerkit;

import java.util.List;

/** Works on jobs; called from one thread at a time, never from the one that talks to Kafka. */
@FunctionalInterface
public interface JobHandler {
  /**
   * May take as long as it needs; the jobs stay ours meanwhile. An exception means {@link
   * JobOutcome.Retry} for all of them. When the loop is closed and the grace is over, the thread is
   * interrupted.
   *
   * @return one outcome a job, in the same order
   */
  List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException;

  /**
   * Told on the same thread once the outputs of jobs that are {@link JobOutcome.Done} are written.
   */
  default void written(List<Incoming> jobs) {}
}
