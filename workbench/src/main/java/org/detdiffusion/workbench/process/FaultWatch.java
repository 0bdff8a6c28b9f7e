package org.detdiffusion.workbench.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks every half second, on a thread of its own, whether something has broken that others would
 * wait for in vain. Tells the first fault and asks the process to end.
 */
public final class FaultWatch implements AutoCloseable {
  private static final long LOOK_MILLIS = 500;

  private final Supplier<Optional<String>> faults;
  private final Consumer<String> tell;
  private final Runnable end;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean faulty;

  private FaultWatch(Supplier<Optional<String>> faults, Consumer<String> tell, Runnable end) {
    this.faults = faults;
    this.tell = tell;
    this.end = end;
  }

  /**
   * Begins to look.
   *
   * @param faults one sentence when something is broken
   * @param tell is given the sentence
   * @param end called once, after that
   */
  public static FaultWatch start(
      Supplier<Optional<String>> faults, Consumer<String> tell, Runnable end) {
    FaultWatch watch = new FaultWatch(faults, tell, end);
    Thread thread = new Thread(watch::look, "fault-watch");
    thread.setDaemon(true);
    thread.start();
    return watch;
  }

  /**
   * For a process that must not hang because what it waits for at its end is broken too.
   *
   * @param grace after which it is halted with exit code 1
   */
  public static void haltAfter(Duration grace) {
    Thread thread = new Thread(() -> halt(grace), "last-resort");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whether a fault was told; what follows from it need not be told as well. */
  public boolean isFaulty() {
    return faulty;
  }

  /** Looks at once and says whether there is a fault: what else has failed may follow from it. */
  public boolean looksFaulty() {
    fault().ifPresent(this::report);
    return faulty;
  }

  /** Who can't look can't vouch for anything either. */
  private Optional<String> fault() {
    try {
      return faults.get();
    } catch (RuntimeException blind) {
      return Optional.of("This process can't be watched any more: " + blind);
    }
  }

  /** From here on, nothing is told and the process isn't asked to end. */
  @Override
  public synchronized void close() {
    closed.countDown();
  }

  private void look() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        Optional<String> fault = fault();
        if (fault.isPresent()) {
          report(fault.get());
          return;
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void report(String fault) {
    if (!faulty && closed.getCount() > 0) {
      faulty = true;
      tell.accept(fault);
      end.run();
    }
  }

  private static void halt(Duration grace) {
    try {
      boolean unused = new CountDownLatch(1).await(grace.toMillis(), TimeUnit.MILLISECONDS);
      Runtime.getRuntime().halt(1);
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
