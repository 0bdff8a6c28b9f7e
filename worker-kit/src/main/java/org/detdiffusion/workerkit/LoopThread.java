package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.detdiffusion.workerkit.LoopState.Failed;
import org.detdiffusion.workerkit.LoopState.Running;
import org.detdiffusion.workerkit.LoopState.Starting;
import org.detdiffusion.workerkit.LoopState.Stopped;
import org.detdiffusion.workerkit.LoopState.Stopping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread of a loop. A session connects and works until the stop signal; when Kafka fails it, a
 * new one begins after a pause. Any other error ends the loop as {@link Failed}.
 */
final class LoopThread {
  /** From connecting to the stop signal. */
  @FunctionalInterface
  interface Session {
    /**
     * Works until the stop signal.
     *
     * @param running to be called once records are read
     * @throws KafkaException when a new session may help
     */
    void run(StopSignal stop, Runnable running) throws InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LoopThread.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** From the stop signal until a thread that has nothing at work yet is interrupted. */
  private static final Duration STARTING_GRACE = Duration.ofMillis(500);

  private final String name;
  private final Session session;
  private final Duration grace;
  private final StopSignal stop = new StopSignal();
  private final AtomicReference<LoopState> state = new AtomicReference<>(new Starting());
  private final Thread thread;

  /**
   * A thread that is yet to be started.
   *
   * @param grace from the stop signal until the thread is interrupted; much less while it connects,
   *     when only Kafka's patience with absent brokers would be waited for
   */
  LoopThread(String name, Duration grace, Session session) {
    this.name = name;
    this.grace = grace;
    this.session = session;
    this.thread = new Thread(this::run, name);
  }

  void start() {
    thread.start();
  }

  LoopState state() {
    return state.get();
  }

  /** Gives the stop signal and returns at once; {@link #close} then waits for the end. */
  void askToStop() {
    stop.give();
  }

  void close() {
    askToStop();
    var before =
        state.getAndUpdate(now -> now instanceof Failed || now instanceof Stopped ? now : ended());
    try {
      join(before instanceof Starting ? STARTING_GRACE : grace);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private LoopState ended() {
    return thread.getState() == Thread.State.NEW ? new Stopped() : new Stopping();
  }

  private void join(Duration patience) throws InterruptedException {
    thread.join(patience.toMillis());
    if (thread.isAlive()) {
      LOG.warn("{} did not end within {}; it is interrupted", name, patience);
      thread.interrupt();
      thread.join(grace.toMillis());
    }
  }

  private void run() {
    try {
      while (!stop.isGiven()) {
        runSession();
      }
      state.set(new Stopped());
    } catch (InterruptedException interrupted) {
      state.set(new Stopped());
    } catch (KafkaException broken) {
      fail(broken, LOG.isDebugEnabled());
    } catch (RuntimeException | Error broken) {
      fail(broken, true);
    }
  }

  private void fail(Throwable broken, boolean withTrace) {
    if (broken instanceof Error) { // first: memory may have run out
      state.set(new Failed(broken.getClass().getSimpleName()));
    }
    String reason = sentence(broken);
    LOG.error("{} has failed: {}", name, reason, withTrace ? broken : null);
    state.set(new Failed(reason));
  }

  private void runSession() throws InterruptedException {
    try {
      session.run(stop, this::running);
    } catch (InterruptException interrupted) {
      throw new InterruptedException(name);
    } catch (KafkaException broken) {
      if (isFinal(broken)) {
        throw broken;
      }
      LOG.warn("{} connects again: {}", name, sentence(broken));
      state.compareAndSet(state.get(), stop.isGiven() ? new Stopping() : new Starting());
      stop.await(PAUSE);
    }
  }

  private void running() {
    if (!stop.isGiven()) {
      state.set(new Running());
    }
  }

  /** Whether connecting again would only meet the same error. */
  static boolean isFinal(KafkaException broken) {
    return KafkaFailure.of(broken).isFinal();
  }

  private static String sentence(Throwable broken) {
    var known = KafkaFailure.of(broken);
    if (known.isFinal()) {
      return "Kafka can't be used: " + known.reason();
    }
    return broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage();
  }
}
