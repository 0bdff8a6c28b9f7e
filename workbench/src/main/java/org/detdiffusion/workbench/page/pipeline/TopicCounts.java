package org.detdiffusion.workbench.page.pipeline;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.Incoming;

/** Messages of each topic, counted; what came before the page had caught up has no pace. */
public final class TopicCounts {
  private final Map<String, Long> counts = new HashMap<>();

  /** Offset of the first record seen of each partition: what lay before it was never counted. */
  private final Map<Partition, Long> firsts = new HashMap<>();

  private final Map<String, Pace> paces = new HashMap<>();
  private final InstantSource clock;
  private boolean live;

  private record Partition(String topic, int number) {}

  public TopicCounts(InstantSource clock) {
    this.clock = clock;
  }

  /** A receipt takes back the dead letter that it is for, unless retention took that one before. */
  public synchronized void add(Incoming record) {
    Partition partition = new Partition(record.topic(), record.partition());
    long first = firsts.computeIfAbsent(partition, unused -> record.offset());
    Optional<DeadLetter.Place> settled = DeadLetter.settled(record);
    if (settled.isPresent()) {
      counts.merge(record.topic(), settled.get().offset() < first ? 0L : -1L, Long::sum);
    } else {
      count(record.topic());
    }
  }

  private void count(String topic) {
    counts.merge(topic, 1L, Long::sum);
    if (live) {
      paces.computeIfAbsent(topic, unused -> new Pace(clock)).mark();
    }
  }

  /** From now on messages are new. */
  public synchronized void goLive() {
    live = true;
  }

  public synchronized long messages(String topic) {
    return counts.getOrDefault(topic, 0L);
  }

  /** Dead letters that were not brought back. */
  public long deadLetters(String topic) {
    return Math.max(0, messages(Topics.deadLetters(topic)));
  }

  /** Messages of the last minute. */
  public synchronized long perMinute(String topic) {
    Pace pace = paces.get(topic);
    return pace == null ? 0 : pace.perMinute();
  }
}
