package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/** Follows topics from their beginning. */
public final class TopicTail implements Loop {
  private final String name;

  public TopicTail(
      String name, KafkaClients clients, Collection<String> topics, Consumer<Incoming> reader) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {}

  /** Returns once everything is read that was there at the call; false when the time is over. */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    return true;
  }

  /** The offset of the next record to read, by "topic-partition". */
  public Map<String, Long> positions() {
    return Map.of();
  }

  @Override
  public LoopState state() {
    return new LoopState.Starting();
  }

  @Override
  public void close() {}
}
