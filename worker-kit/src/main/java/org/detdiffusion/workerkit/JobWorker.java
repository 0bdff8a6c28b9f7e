package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Works on one batch at a time on a thread of its own, so that the other one can keep polling. */
final class JobWorker implements AutoCloseable {
  private final ExecutorService thread;
  private final JobWork work;
  private List<HeldJob> batch = List.of();
  private Future<List<JobVerdict>> running;

  JobWorker(String name, JobWork work) {
    this.work = work;
    this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, name + "-work"));
  }

  boolean isIdle() {
    return running == null;
  }

  List<HeldJob> batch() {
    return batch;
  }

  void begin(List<HeldJob> jobs) {
    batch = jobs;
    running = thread.submit(() -> work.work(jobs));
  }

  /** Waits for the end of the work, at most for the time given. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    try {
      List<JobVerdict> unused = running.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException stillAtWork) {
      return false;
    } catch (ExecutionException | CancellationException ended) {
      return true;
    }
  }

  /**
   * Ends the batch.
   *
   * @return empty when the work was interrupted
   */
  Optional<List<JobVerdict>> finish() throws InterruptedException {
    try {
      return Optional.of(running.get());
    } catch (CancellationException interrupted) {
      return Optional.empty();
    } catch (ExecutionException failed) {
      return interrupted(failed.getCause());
    } finally {
      running = null;
      batch = List.of();
    }
  }

  /** Interrupts the work, if there is any. */
  void interrupt() {
    if (running != null) {
      running.cancel(true);
    }
  }

  /** Interrupts the work and waits for its end: two handlers never run at once. */
  @Override
  public void close() {
    interrupt();
    thread.shutdown();
    try {
      boolean unused = thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<List<JobVerdict>> interrupted(Throwable cause) {
    if (cause instanceof InterruptedException) {
      return Optional.empty();
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException("The jobs' outcomes can't be written: " + cause, cause);
  }
}
