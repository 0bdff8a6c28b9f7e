package org.detdiffusion.trainer;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** Holds a run back until its synthetic images are there. */
final class SyntheticWait {
  private static final long POLL_MILLIS = 200;

  private final StreamStore store;
  private final Duration limit;
  private final CountDownLatch stop;

  /**
   * @param stop counted down when the trainer is closed
   */
  SyntheticWait(StreamStore store, Duration limit, CountDownLatch stop) {
    this.store = store;
    this.limit = limit;
    this.stop = stop;
  }

  /**
   * Returns once enough images of the job's augmentation jobs have come.
   *
   * @throws RejectedException when they don't come in time
   * @throws StoppedException when the trainer is closed meanwhile
   */
  void await(TrainingJob job, ProgressReporter progress)
      throws RejectedException, StoppedException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    int arrived = arrived(job);
    while (arrived < job.getSyntheticImages()) {
      progress.offer(0, Map.of("syntheticImages", (double) arrived));
      if (System.nanoTime() > deadline) {
        throw late(job, arrived);
      }
      if (stop.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new StoppedException(0);
      }
      arrived = arrived(job);
    }
  }

  private int arrived(TrainingJob job) {
    return store.syntheticImages(job.getSyntheticJobs());
  }

  private RejectedException late(TrainingJob job, int arrived) {
    return new RejectedException(
        PermanentCode.SYNTHETIC_IMAGES_MISSING,
        "%d of %d synthetic images of jobs %s came within %s; see that a generator works on them"
            .formatted(arrived, job.getSyntheticImages(), job.getSyntheticJobs(), limit));
  }
}
