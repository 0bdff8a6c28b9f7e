package org.detdiffusion.workerkit;

import java.time.Duration;

/** The polling side of a job queue, on one thread: hands jobs to the worker and settles them. */
final class JobQueueSession {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** What is done at the end, whatever ends it; its own errors never hide the first one. */
  private interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  private final JobSource source;
  private final JobWorker worker;
  private final Duration grace;
  private final LoopMeters meters;
  private long interruptAt = Long.MAX_VALUE;

  /**
   * @param grace from the stop signal until the work is interrupted
   */
  JobQueueSession(JobSource source, JobWorker worker, Duration grace, LoopMeters meters) {
    this.source = source;
    this.worker = worker;
    this.grace = grace;
    this.meters = meters;
  }

  void run(StopSignal stop, Runnable running) throws InterruptedException {
    try (Ending unused = this::giveBack) {
      while (!stop.isGiven() || !worker.isIdle()) {
        source.poll(worker.isIdle() && !stop.isGiven());
        running.run();
        beginIfIdle(stop);
        awaitWork(stop);
        finishIfDone();
        if (stop.isGiven()) {
          beginIfIdle(stop);
          source.giveBackWaiting();
        }
      }
    }
  }

  private void giveBack() {
    worker.interrupt();
    source.giveBackAll();
  }

  private void beginIfIdle(StopSignal stop) {
    if (worker.isIdle()) {
      var batch = stop.isGiven() ? source.nextSpent() : source.nextBatch();
      if (!batch.isEmpty()) {
        batch.forEach(job -> meters.waited(job.sinceItsPublication()));
        worker.begin(batch);
      }
    }
  }

  /** Until the work ends or the source wants to be polled. */
  private void awaitWork(StopSignal stop) throws InterruptedException {
    boolean done = worker.isIdle();
    while (!done && !source.isPollDue()) {
      done = worker.awaitEnd(LOOK);
      interruptAfterGrace(stop);
    }
  }

  private void interruptAfterGrace(StopSignal stop) {
    if (!stop.isGiven()) {
      return;
    }
    if (interruptAt == Long.MAX_VALUE) {
      interruptAt = System.nanoTime() + grace.toNanos();
    }
    if (System.nanoTime() >= interruptAt) {
      worker.interrupt();
    }
  }

  private void finishIfDone() throws InterruptedException {
    if (worker.isIdle() || !source.canSettle() || !worker.awaitEnd(Duration.ZERO)) {
      return;
    }
    var batch = worker.batch();
    var verdicts = worker.finish();
    if (verdicts.isPresent()) {
      meters.count(Meters.LOCKS_LOST, (int) batch.stream().filter(HeldJob::isLost).count());
    }
    source.settle(batch, verdicts.orElse(java.util.List.of()));
  }
}
