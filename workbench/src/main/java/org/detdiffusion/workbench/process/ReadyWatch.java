package org.detdiffusion.workbench.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks now and then, on a thread of its own, whether everything runs, and tells it once. The
 * thread that started it stays free to be asked to end.
 */
public final class ReadyWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;

  private final BooleanSupplier ready;
  private final Runnable tell;
  private final CountDownLatch closed = new CountDownLatch(1);

  private ReadyWatch(BooleanSupplier ready, Runnable tell) {
    this.ready = ready;
    this.tell = tell;
  }

  /** Begins to look. */
  public static ReadyWatch start(BooleanSupplier ready, Runnable tell) {
    ReadyWatch watch = new ReadyWatch(ready, tell);
    Thread thread = new Thread(watch::look, "ready-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  private void look() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        if (ready.getAsBoolean()) {
          tell.run();
          return;
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing is looked at any more. */
  @Override
  public void close() {
    closed.countDown();
  }
}
