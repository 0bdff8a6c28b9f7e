package org.detdiffusion.workbench.page.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * The pipeline at one moment.
 *
 * @param changes how many messages views depend on have come: a view looks again when its number
 *     has changed
 */
public record PipelineState(
    String servers,
    List<Stage> stages,
    List<TopicCount> topics,
    List<Model> models,
    Changes changes) {

  /**
   * A stage.
   *
   * @param waiting what is before it; empty while the brokers have not answered
   * @param perMinute results of the last minute
   * @param errors dead letters that were not brought back
   * @param secondsLeft that one slot would need for what waits; empty where nobody can tell
   */
  public record Stage(
      String name,
      Optional<Long> waiting,
      long done,
      long perMinute,
      long errors,
      Optional<Double> secondsLeft) {}

  public record TopicCount(String name, long messages, long perMinute, long deadLetters) {}

  /**
   * An announced model.
   *
   * @param ap on its test split; empty where it was not measured
   */
  public record Model(
      String role, String name, int step, int steps, boolean finished, Optional<Double> ap) {}

  public record Changes(long images, long jobs, long training, long letters) {}
}
