package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.List;

/** Exactly-once stream transform. */
public final class TransformLoop implements Loop {
  private final String name;

  public TransformLoop(
      String name,
      KafkaClients clients,
      String groupId,
      Collection<String> topics,
      int maxBatch,
      Transform transform) {
    this.name = name;
  }

  public TransformLoop(
      String name, KafkaClients clients, String groupId, List<String> topics, Transform transform) {
    this(name, clients, groupId, topics, 100, transform);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {}

  @Override
  public LoopState state() {
    return new LoopState.Starting();
  }

  @Override
  public void close() {}
}
