package org.detdiffusion.networks.diffusion.samplers;

/**
 * Denoising diffusion implicit models (Song et al. 2021).
 *
 * @param eta 0 draws no noise, 1 as much as DDPM
 * @param offset added to every timestep; Stable Diffusion has 1
 * @param toClean whether the last step ends at the clean latents, or at training step 0 as Stable
 *     Diffusion's does
 */
public record DdimSampler(
    NoiseSchedule schedule,
    PredictionType predictionType,
    int steps,
    double eta,
    int offset,
    boolean toClean)
    implements Sampler {

  @Override
  public int[] timesteps() {
    return Timesteps.leading(schedule.steps(), steps, offset);
  }

  @Override
  public double[] sample(
      Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener) {
    double[] latents = initial;
    int[] timesteps = timesteps();
    for (int call = 0; call < timesteps.length; call++) {
      latents = step(denoiser, latents, timesteps[call], noise);
      listener.afterStep(call, timesteps[call], latents);
    }
    return latents;
  }

  private double[] step(Denoiser denoiser, double[] latents, int timestep, NoiseSource noise) {
    double[] prediction = denoiser.predict(latents, timestep);
    double[] clean = predictionType.clean(schedule, latents, prediction, timestep);
    double[] epsilon = predictionType.epsilon(schedule, latents, prediction, timestep);
    double here = schedule.alphaCumprod(timestep);
    double next = next(timestep);
    double deviation = eta * Math.sqrt((1 - next) / (1 - here) * (1 - here / next));
    double direction = Math.sqrt(1 - next - deviation * deviation);
    double[] mean = Combination.of(Math.sqrt(next), clean, direction, epsilon);
    return eta == 0 ? mean : Combination.add(mean, deviation, noise.next(latents.length));
  }

  private double next(int timestep) {
    int previous = timestep - schedule.steps() / steps;
    if (previous >= 0) {
      return schedule.alphaCumprod(previous);
    }
    return toClean ? 1 : schedule.alphaCumprod(0);
  }
}
