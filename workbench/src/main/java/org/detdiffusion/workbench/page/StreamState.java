package org.detdiffusion.workbench.page;

import java.util.List;

/**
 * The stream at one moment, as the page gets it.
 *
 * @param real newest first
 * @param synthetic newest first
 */
public record StreamState(
    String bootstrapServers,
    List<TopicCount> topics,
    List<Run> runs,
    List<Model> models,
    List<DeadLetter> deadLetters,
    List<ShownImage> real,
    List<ShownImage> synthetic) {

  /**
   * A topic.
   *
   * @param waiting messages without a result yet; -1 where a topic is no queue
   */
  public record TopicCount(String name, long messages, long waiting, long deadLetters) {}

  public record Run(String id, int step, int steps, double secondsPerStep) {}

  public record Model(String role, String name, int step, boolean finished, double ap) {}

  public record DeadLetter(String topic, String key, String reason) {}
}
