package org.detdiffusion.networks.training;

/**
 * AdamW with global-norm clipping and an exponential moving average of the weights.
 *
 * @param learningRate at its peak
 * @param clip largest norm of the whole gradient
 * @param average how the moving average follows
 */
public record Optimisation(
    double learningRate, LearningRate schedule, AdamW adamW, double clip, AverageDecay average) {

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
    return new Optimisation(other, schedule, adamW, clip, average);
  }

  double learningRateAt(int step, int steps) {
    return learningRate * schedule.factor(step, steps);
  }
}
