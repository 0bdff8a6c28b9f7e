package org.detdiffusion.workbench.page.pipeline;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.DeadLetters;
import org.detdiffusion.workerkit.Incoming;

/** Messages of each topic, counted; what came before the page had caught up has no pace. */
public final class TopicCounts {
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Pace> paces = new HashMap<>();
  private final InstantSource clock;
  private boolean live;

  public TopicCounts(InstantSource clock) {
    this.clock = clock;
  }

  /** A receipt takes back the dead letter that it is for. */
  public synchronized void add(Incoming record) {
    boolean receipt = DeadLetters.isReceipt(record);
    counts.merge(record.topic(), receipt ? -1L : 1L, Long::sum);
    if (live && !receipt) {
      paces.computeIfAbsent(record.topic(), unused -> new Pace(clock)).mark();
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
