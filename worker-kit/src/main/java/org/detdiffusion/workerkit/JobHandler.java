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
   * What jobs must have in common to be worked on together; all are alike unless told otherwise.
   * Called on the thread that talks to Kafka, beside {@link #handle}: it must be quick. An
   * exception means a batch of its own.
   *
   * @return compared by {@code equals}, never null
   */
  default Object shape(Incoming job) {
    return "any";
  }

  /**
   * Told on the same thread once the outputs of jobs that are {@link JobOutcome.Done} are written.
   */
  default void written(List<Incoming> jobs) {}
}
