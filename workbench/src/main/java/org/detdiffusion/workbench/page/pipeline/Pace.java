package org.detdiffusion.workbench.page.pipeline;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** How many results came within the last minute. Not safe for several threads. */
final class Pace {
  private static final long WINDOW_MILLIS = Duration.ofMinutes(1).toMillis();

  private final InstantSource clock;
  private final Deque<Long> seconds = new ArrayDeque<>();
  private final Deque<Long> counts = new ArrayDeque<>();

  Pace(InstantSource clock) {
    this.clock = clock;
  }

  void mark() {
    long now = clock.millis() / 1000;
    if (!seconds.isEmpty() && seconds.getLast() == now) {
      counts.addLast(counts.removeLast() + 1);
    } else {
      seconds.addLast(now);
      counts.addLast(1L);
    }
    forget();
  }

  long perMinute() {
    forget();
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  private void forget() {
    long oldest = (clock.millis() - WINDOW_MILLIS) / 1000;
    while (!seconds.isEmpty() && seconds.getFirst() <= oldest) {
      seconds.removeFirst();
      counts.removeFirst();
    }
  }
}
