package org.detdiffusion.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.TopicTail;

/** All that has come on some topics. */
public final class TopicLog implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration QUIET = Duration.ofSeconds(2);

  private final List<Incoming> records = new ArrayList<>();
  private final TopicTail tail;

  public TopicLog(KafkaClients clients, String... topics) {
    tail = new TopicTail("test-log", clients, List.of(topics), this::add);
    tail.start();
  }

  private synchronized void add(Incoming record) {
    records.add(record);
    notifyAll();
  }

  /** The records of a topic once there are so many; those there are when the time is over. */
  public List<Incoming> await(String topic, int count) throws InterruptedException {
    return await(topic, count, LIMIT);
  }

  /**
   * The records of a topic once there are so many and no further one has come for 2 seconds: what
   * was written twice shows.
   */
  public List<Incoming> settled(String topic, int count) throws InterruptedException {
    List<Incoming> seen = await(topic, count);
    List<Incoming> later = await(topic, seen.size() + 1, QUIET);
    while (later.size() > seen.size()) {
      seen = later;
      later = await(topic, seen.size() + 1, QUIET);
    }
    return later;
  }

  private synchronized List<Incoming> await(String topic, int count, Duration limit)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (of(topic).size() < count && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.timedWait(this, 100);
    }
    return of(topic);
  }

  /** Those of a topic that are there now. */
  public synchronized List<Incoming> of(String topic) {
    return records.stream().filter(record -> record.topic().equals(topic)).toList();
  }

  @Override
  public void close() {
    tail.close();
  }
}
