package org.detdiffusion.workerkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Jobs that nobody works on yet, oldest first. A batch has the shape of the oldest, so that none
 * waits for ever. A job delivered again and again is worked on alone: it may have taken workers
 * down, and its neighbours with them.
 */
final class WaitingJobs {
  private record Entry(HeldJob job, Object shape) {}

  private final Deque<Entry> waiting = new ArrayDeque<>();
  private final Function<Incoming, Object> shapes;
  private final int maxBatch;
  private final int trusted;
  private final int attempts;

  /**
   * None yet.
   *
   * @param trusted deliveries in which a job may be worked on with others
   * @param attempts deliveries in which it may be worked on at all; after these it is spent, and
   *     goes before others: its dead letter is due, and a further delivery may never come
   */
  WaitingJobs(Function<Incoming, Object> shapes, int maxBatch, int trusted, int attempts) {
    this.shapes = shapes;
    this.maxBatch = maxBatch;
    this.trusted = Math.min(trusted, Math.max(1, attempts - 1)); // its last attempt is its own
    this.attempts = attempts;
  }

  void add(HeldJob job) {
    waiting.add(new Entry(job, shape(job.incoming())));
  }

  /** Whether there are as many as a batch may have. */
  boolean isFull() {
    return waiting.size() >= maxBatch;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  List<HeldJob> nextBatch() {
    List<HeldJob> spent = nextSpent();
    if (!spent.isEmpty() || waiting.isEmpty()) {
      return spent;
    }
    Object shape = waiting.peek().shape();
    return take(entry -> entry.shape().equals(shape), maxBatch);
  }

  /** All that are spent. */
  List<HeldJob> nextSpent() {
    return take(entry -> entry.job().isSpent(attempts), waiting.size());
  }

  private List<HeldJob> take(Predicate<Entry> wanted, int most) {
    List<HeldJob> taken = new ArrayList<>();
    for (Iterator<Entry> entries = waiting.iterator(); entries.hasNext() && taken.size() < most; ) {
      Entry entry = entries.next();
      if (wanted.test(entry)) {
        taken.add(entry.job());
        entries.remove();
      }
    }
    return taken;
  }

  /** Those that were not delivered before. */
  List<HeldJob> atFirstDelivery() {
    return waiting.stream().map(Entry::job).filter(job -> job.incoming().attempt() == 1).toList();
  }

  /** All but the spent ones; they wait no more. */
  List<HeldJob> takeUnspent() {
    return take(entry -> !entry.job().isSpent(attempts), waiting.size());
  }

  void removeIf(Predicate<HeldJob> gone) {
    waiting.removeIf(entry -> gone.test(entry.job()));
  }

  /** Unlike any other, when the handler can't tell: then it fails on this job alone. */
  private Object shape(Incoming job) {
    try {
      return job.attempt() > trusted ? new Object() : shapes.apply(job);
    } catch (RuntimeException | StackOverflowError untold) {
      return new Object();
    }
  }
}
