package org.detdiffusion.networks.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * AdamW with global-norm clipping and an exponential moving average of the weights.
 *
 * @param learningRate at its peak
 * @param clip largest norm of the whole gradient
 * @param average how the moving average follows
 * @param parts in which a batch is done, one after the other, their gradients averaged
 * @param recomputed whether activations are computed twice rather than kept for the gradient
 * @param momentsDirectory where the moments lie in a file rather than in memory, half of what
 *     training holds; empty for memory
 */
public record Optimisation(
    double learningRate,
    LearningRate schedule,
    AdamW adamW,
    double clip,
    AverageDecay average,
    int parts,
    boolean recomputed,
    Optional<Path> momentsDirectory) {

  /** The whole batch at once, activations kept. */
  public Optimisation(
      double learningRate, LearningRate schedule, AdamW adamW, double clip, AverageDecay average) {
    this(learningRate, schedule, adamW, clip, average, 1, false, Optional.empty());
  }

  /**
   * @param averageDecay decay of the moving average once warmed up; 0 keeps it equal to the weights
   */
  public Optimisation(
      double learningRate,
      LearningRate schedule,
      double weightDecay,
      double clip,
      double averageDecay) {
    this(
        learningRate,
        schedule,
        AdamW.withDecay(weightDecay),
        clip,
        AverageDecay.warmedUp(averageDecay));
  }

  public Optimisation withLearningRate(double other) {
    return new Optimisation(
        other, schedule, adamW, clip, average, parts, recomputed, momentsDirectory);
  }

  /** In less memory: the inputs of a step are cut in equal parts along their first dimension. */
  public Optimisation inParts(int number, boolean activationsRecomputed) {
    return new Optimisation(
        learningRate,
        schedule,
        adamW,
        clip,
        average,
        number,
        activationsRecomputed,
        momentsDirectory);
  }

  /** In less memory, at the speed of the disk when memory is short. */
  public Optimisation withMomentsIn(Optional<Path> directory) {
    return new Optimisation(
        learningRate, schedule, adamW, clip, average, parts, recomputed, directory);
  }

  boolean averaged() {
    return average != AverageDecay.NONE;
  }

  double learningRateAt(int step, int steps) {
    return learningRate * schedule.factor(step, steps);
  }
}
