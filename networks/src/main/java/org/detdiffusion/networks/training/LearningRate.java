package org.detdiffusion.networks.training;

import java.util.function.DoubleUnaryOperator;

/** Learning rate by step, as a factor of the peak. */
@FunctionalInterface
public interface LearningRate {

  double factor(int step, int steps);

  /**
   * Linear warm-up, flat, then a cosine from {@code flatUntil} (share of the run) to {@code end}.
   */
  static LearningRate warmUpFlatCosine(int warmUp, double flatUntil, double end) {
    return (step, steps) -> {
      if (step < warmUp) {
        return (step + 1.0) / warmUp;
      }
      double progress = Math.max(0, (step - flatUntil * steps) / (steps - flatUntil * steps));
      return end + (1 - end) * (1 + Math.cos(Math.PI * progress)) / 2;
    };
  }

  /** Half a cosine up over {@code rise} (share of the run), half a cosine down to nearly zero. */
  static LearningRate oneCycle(double rise) {
    return (step, steps) -> {
      double progress = (step + 0.5) / steps;
      double angle = progress < rise ? 1 - progress / rise : (progress - rise) / (1 - rise);
      return 0.001 + 0.999 * (1 + Math.cos(Math.PI * angle)) / 2;
    };
  }

  /** diffusers' {@code constant_with_warmup}; without warm-up its {@code constant}. */
  static LearningRate constant(int warmUp) {
    return afterWarmUp(warmUp, progress -> 1);
  }

  /** diffusers' {@code linear}: to zero at the end. */
  static LearningRate linear(int warmUp) {
    return afterWarmUp(warmUp, progress -> Math.max(0, 1 - progress));
  }

  /** diffusers' {@code cosine}: half a wave to zero at the end; beyond, up again. */
  static LearningRate cosine(int warmUp) {
    return afterWarmUp(warmUp, progress -> (1 + Math.cos(Math.PI * progress)) / 2);
  }

  /** diffusers' {@code cosine_with_restarts}: half waves, each from the peak to zero. */
  static LearningRate cosineWithRestarts(int warmUp, int cycles) {
    return afterWarmUp(
        warmUp,
        progress -> progress >= 1 ? 0 : (1 + Math.cos(Math.PI * (cycles * progress % 1))) / 2);
  }

  /**
   * diffusers' {@code polynomial}.
   *
   * @param end factor at the end and beyond
   */
  static LearningRate polynomial(int warmUp, double end, double power) {
    return afterWarmUp(
        warmUp, progress -> end + (1 - end) * Math.pow(Math.max(0, 1 - progress), power));
  }

  /** From zero up in equal steps, then a function of the share of the rest that is done. */
  private static LearningRate afterWarmUp(int warmUp, DoubleUnaryOperator factor) {
    return (step, steps) ->
        step < warmUp
            ? (double) step / warmUp
            : factor.applyAsDouble((double) (step - warmUp) / Math.max(1, steps - warmUp));
  }
}
