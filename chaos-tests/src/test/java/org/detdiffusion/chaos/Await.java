package org.detdiffusion.chaos;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does. */
final class Await {
  private static final int LOOK_MILLIS = 50;

  private Await() {}

  /**
   * Returns as soon as it holds.
   *
   * @throws AssertionError when it does not within the time
   */
  static void until(String what, Duration atMost, Callable<Boolean> holds) throws Exception {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (!holds.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("After " + atMost + " still not: " + what);
      }
      pause(Duration.ofMillis(LOOK_MILLIS));
    }
  }

  static void pause(Duration time) throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
