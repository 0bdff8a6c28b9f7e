package org.detdiffusion.workbench.train;

import java.util.concurrent.CountDownLatch;

/**
 * Whether this process was asked to stop, by Ctrl-C or SIGTERM; its end is held up until the work
 * is closed.
 */
final class StopRequest implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::hold, "stop request");
  private volatile boolean asked;

  StopRequest() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void hold() {
    asked = true;
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAsked() {
    return asked;
  }

  @Override
  public void close() {
    closed.countDown();
    if (!asked) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
