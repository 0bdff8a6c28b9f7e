package org.detdiffusion.networks.diffusion.samplers;

/** Ancestral sampling (Ho et al. 2020); noise at every step but the last. */
public record DdpmSampler(
    NoiseSchedule schedule, PredictionType predictionType, int steps, Variance variance)
    implements Sampler {

  /** The two extremes between which the true variance of a step lies. */
  public enum Variance {
    FIXED_SMALL,
    FIXED_LARGE
  }

  @Override
  public int[] timesteps() {
    return Timesteps.leading(schedule.steps(), steps, 0);
  }

  @Override
  public double[] sample(
      Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener) {
    double[] latents = initial;
    int[] timesteps = timesteps();
    for (int call = 0; call < timesteps.length; call++) {
      int timestep = timesteps[call];
      double[] prediction = denoiser.predict(latents, timestep);
      double[] clean = predictionType.clean(schedule, latents, prediction, timestep);
      latents = step(latents, clean, timestep, noise);
      listener.afterStep(call, timestep, latents);
    }
    return latents;
  }

  private double[] step(double[] latents, double[] clean, int timestep, NoiseSource noise) {
    double here = schedule.alphaCumprod(timestep);
    int previous = timestep - schedule.steps() / steps;
    double next = previous < 0 ? 1 : schedule.alphaCumprod(previous);
    double alpha = here / next;
    double cleanShare = Math.sqrt(next) * (1 - alpha) / (1 - here);
    double latentShare = Math.sqrt(alpha) * (1 - next) / (1 - here);
    double[] mean = Combination.of(cleanShare, clean, latentShare, latents);
    if (timestep == 0) {
      return mean;
    }
    return Combination.add(
        mean, Math.sqrt(stepVariance(here, next, alpha)), noise.next(latents.length));
  }

  private double stepVariance(double here, double next, double alpha) {
    return switch (variance) {
      case FIXED_SMALL -> Math.max((1 - next) / (1 - here) * (1 - alpha), 1e-20);
      case FIXED_LARGE -> 1 - alpha;
    };
  }
}
