package org.detdiffusion.networks.diffusion.samplers;

/** What a denoiser predicts. */
public enum PredictionType {
  /** The noise that was added. */
  EPSILON,
  /** alpha * noise - sigma * clean (Salimans and Ho 2022). */
  V_PREDICTION;

  /** The clean latents that a prediction stands for. */
  double[] clean(NoiseSchedule schedule, double[] latents, double[] prediction, int timestep) {
    double alpha = schedule.alpha(timestep);
    double sigma = schedule.sigma(timestep);
    return switch (this) {
      case EPSILON -> Combination.of(1 / alpha, latents, -sigma / alpha, prediction);
      case V_PREDICTION -> Combination.of(alpha, latents, -sigma, prediction);
    };
  }

  /** The noise that a prediction stands for. */
  double[] epsilon(NoiseSchedule schedule, double[] latents, double[] prediction, int timestep) {
    return switch (this) {
      case EPSILON -> prediction;
      case V_PREDICTION ->
          Combination.of(schedule.sigma(timestep), latents, schedule.alpha(timestep), prediction);
    };
  }
}
