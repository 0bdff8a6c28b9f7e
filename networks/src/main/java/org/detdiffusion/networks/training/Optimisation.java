package org.detdiffusion.networks.training;

/**
 * AdamW with global-norm clipping and an exponential moving average of the weights.
 *
 * @param learningRate at its peak
 * @param clip largest norm of the whole gradient
 * @param averageDecay decay of the moving average once warmed up; 0 keeps it equal to the weights
 */
public record Optimisation(
    double learningRate,
    LearningRate schedule,
    double weightDecay,
    double clip,
    double averageDecay) {

  double learningRateAt(int step, int steps) {
    return learningRate * schedule.factor(step, steps);
  }

  /** min(averageDecay, (1 + step) / (10 + step)): early weights are soon forgotten. */
  double averageDecayAt(int step) {
    return Math.min(averageDecay, (1.0 + step) / (10.0 + step));
  }
}
