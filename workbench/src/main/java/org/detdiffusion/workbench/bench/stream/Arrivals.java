package org.detdiffusion.workbench.bench.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.TopicTail;

/** When results became visible to somebody who reads committed records. */
final class Arrivals implements AutoCloseable {
  /** Keys of records that don't count begin with it. */
  static final String WARM_UP = "warm-up";

  private static final long LONGEST_SECONDS = 300;

  /** A result, by the clock of this process. */
  record Arrival(String key, long nanos) {}

  private final List<Arrival> seen = new ArrayList<>();
  private int warmUps;
  private final TopicTail tail;

  Arrivals(KafkaClients clients, String topic) {
    tail = new TopicTail("arrivals", clients, List.of(topic), this::see);
    tail.start();
  }

  private synchronized void see(Incoming record) {
    if (record.key().startsWith(WARM_UP)) {
      warmUps++;
    } else {
      seen.add(new Arrival(record.key(), System.nanoTime()));
    }
    notifyAll();
  }

  /** Waits until so many are there, those of the warm-up left out. */
  List<Arrival> await(int count) throws InterruptedException, WorkbenchException {
    return await(count, seen::size);
  }

  /** Waits until so many of the warm-up are there. */
  void awaitWarmUps(int count) throws InterruptedException, WorkbenchException {
    var unused = await(count, () -> warmUps);
  }

  private synchronized List<Arrival> await(int count, IntSupplier now)
      throws InterruptedException, WorkbenchException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    while (now.getAsInt() < count) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new WorkbenchException(
            "%d of %d results came in %d seconds; run it again, with less beside it"
                .formatted(now.getAsInt(), count, LONGEST_SECONDS));
      }
      wait(left);
    }
    return List.copyOf(seen);
  }

  /**
   * Results a second between two of them: joining a group at the start is left out.
   *
   * @param from so many came before
   * @param to waited for
   */
  double rate(int from, int to) throws InterruptedException, WorkbenchException {
    List<Arrival> arrivals = await(to);
    double nanos = arrivals.get(to - 1).nanos() - (double) arrivals.get(from - 1).nanos();
    return (to - from) / nanos * TimeUnit.SECONDS.toNanos(1);
  }

  @Override
  public void close() {
    tail.close();
  }
}
