package org.detdiffusion.workerkit;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;

/** How far a tail has read; one thread moves it, others wait for it. */
final class TailPositions {
  private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  void move(TopicPartition partition, long offset) {
    lock.lock();
    try {
      next.put(partition, offset);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Map<TopicPartition, Long> now() {
    lock.lock();
    try {
      return Map.copyOf(next);
    } finally {
      lock.unlock();
    }
  }

  /** Waits for every end to be reached; the state is looked at now and then. */
  boolean awaitAll(Map<TopicPartition, Long> ends, long deadline, Supplier<LoopState> state)
      throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!reached(ends)) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || isOver(state.get())) {
          return false;
        }
        long unused = moved.awaitNanos(Math.min(left, CHECK_NANOS));
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean reached(Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
  }

  private static boolean isOver(LoopState state) {
    return state instanceof LoopState.Failed || state instanceof LoopState.Stopped;
  }
}
