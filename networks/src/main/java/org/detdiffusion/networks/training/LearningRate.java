package org.detdiffusion.networks.training;

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
}
