package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a loop's thread to end. */
final class StopSignal {
  private final CountDownLatch given = new CountDownLatch(1);

  void give() {
    given.countDown();
  }

  boolean isGiven() {
    return given.getCount() == 0;
  }

  /** Waits, at most for the pause; true when the signal is given. */
  boolean await(Duration pause) throws InterruptedException {
    return given.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }
}
