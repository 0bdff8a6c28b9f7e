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

  /**
   * None yet.
   *
   * @param trusted deliveries in which a job may be worked on with others
   */
  WaitingJobs(Function<Incoming, Object> shapes, int maxBatch, int trusted) {
    this.shapes = shapes;
    this.maxBatch = maxBatch;
    this.trusted = trusted;
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
    List<HeldJob> batch = new ArrayList<>();
    Object shape = waiting.isEmpty() ? this : waiting.peek().shape();
    for (Iterator<Entry> entries = waiting.iterator();
        entries.hasNext() && batch.size() < maxBatch; ) {
      Entry entry = entries.next();
      if (entry.shape().equals(shape)) {
        batch.add(entry.job());
        entries.remove();
      }
    }
    return batch;
  }

  /** Those that were not delivered before. */
  List<HeldJob> atFirstDelivery() {
    return waiting.stream().map(Entry::job).filter(job -> job.incoming().attempt() == 1).toList();
  }

  /** All of them; they wait no more. */
  List<HeldJob> takeAll() {
    var all = waiting.stream().map(Entry::job).toList();
    waiting.clear();
    return all;
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
