package org.detdiffusion.networks.training;

/** The share that a moving average of weights keeps at each step; the weights have the rest. */
@FunctionalInterface
public interface AverageDecay {

  /** No average: the weights themselves, which saves the memory for another set. */
  AverageDecay NONE = step -> 0;

  /**
   * @param step counted from 0; the average follows each
   */
  double at(int step);

  /** min(decay, (1 + step) / (10 + step)): early weights are soon forgotten. */
  static AverageDecay warmedUp(double decay) {
    return step -> Math.min(decay, (1.0 + step) / (10.0 + step));
  }

  /**
   * diffusers' EMAModel with its defaults: as {@link #warmedUp}, but one step later, so that the
   * first average is the weights.
   */
  static AverageDecay diffusers(double decay) {
    return diffusers(decay, 0, 0);
  }

  /** The same, or {@link #NONE} for 0. */
  static AverageDecay diffusersUnlessZero(double decay) {
    return decay == 0 ? NONE : diffusers(decay);
  }

  /**
   * With limits.
   *
   * @param least from when on the average is one at all
   * @param after steps in which the average is the weights
   */
  static AverageDecay diffusers(double decay, double least, int after) {
    return step -> {
      int counted = step - after;
      double rising = (1.0 + counted) / (10.0 + counted);
      return counted <= 0 ? 0 : Math.max(least, Math.min(decay, rising));
    };
  }

  /** diffusers' EMAModel with use_ema_warmup: 1 - (1 + step / inverseGamma)^-power. */
  static AverageDecay diffusersPower(double decay, double inverseGamma, double power) {
    return step -> step <= 0 ? 0 : Math.min(decay, 1 - Math.pow(1 + step / inverseGamma, -power));
  }

  /**
   * GeoDiffusion's own EMAModel as it stands. It overwrites the decay it was made with, so that
   * from the eighth step on the average moves half of the way to the weights at every step.
   *
   * @param decay of its constructor; plays a part in the first step only
   */
  static AverageDecay geoDiffusion(double decay) {
    return step -> {
      double rising = (2.0 + step) / (11.0 + step);
      double moved = 1 - Math.min(step == 0 ? decay : 0.5, rising);
      return 1 - moved;
    };
  }
}
