package org.detdiffusion.workerkit;

/** A pool's member that takes jobs from a queue. */
public final class JobQueueLoop implements Loop {
  private final String name;

  public JobQueueLoop(
      String name,
      KafkaClients clients,
      String groupId,
      String topic,
      int maxBatch,
      JobHandler handler) {
    this.name = name;
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
