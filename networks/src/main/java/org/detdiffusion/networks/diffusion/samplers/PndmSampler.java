package org.detdiffusion.networks.diffusion.samplers;

import java.util.ArrayList;
import java.util.List;

/**
 * Pseudo linear multistep sampling (Liu et al. 2022, without Runge-Kutta warm-up), Stable
 * Diffusion's first sampler. Draws no noise; calls the denoiser once more than it has steps.
 *
 * @param offset added to every timestep; Stable Diffusion has 1
 */
public record PndmSampler(
    NoiseSchedule schedule, PredictionType predictionType, int steps, int offset)
    implements Sampler {

  /** The second of them twice: the first step is taken by Heun's method. */
  @Override
  public int[] timesteps() {
    int[] leading = Timesteps.leading(schedule.steps(), steps, offset);
    if (steps == 1) {
      return leading;
    }
    int[] timesteps = new int[steps + 1];
    timesteps[0] = leading[0];
    System.arraycopy(leading, 1, timesteps, 1, 1);
    System.arraycopy(leading, 1, timesteps, 2, steps - 1);
    return timesteps;
  }

  @Override
  public double[] sample(
      Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener) {
    int stride = schedule.steps() / steps;
    int[] timesteps = timesteps();
    double[] latents = initial;
    List<double[]> history = new ArrayList<>();
    for (int call = 0; call < timesteps.length; call++) {
      int timestep = timesteps[call];
      double[] prediction = denoiser.predict(latents, timestep);
      double[] epsilon = predictionType.epsilon(schedule, latents, prediction, timestep);
      if (call == 1) {
        double[] mean = Combination.of(0.5, epsilon, 0.5, history.get(0));
        latents = move(initial, mean, timestep + stride, timestep);
      } else {
        history.add(0, epsilon);
        latents = move(latents, extrapolate(history), timestep, timestep - stride);
      }
      listener.afterStep(call, timestep, latents);
    }
    return latents;
  }

  /** Adams-Bashforth, of the order that the history allows. */
  private static double[] extrapolate(List<double[]> e) {
    return switch (Math.min(e.size(), 4)) {
      case 1 -> e.get(0);
      case 2 -> Combination.of(3 / 2.0, e.get(0), -1 / 2.0, e.get(1));
      case 3 -> Combination.of(23 / 12.0, e.get(0), -16 / 12.0, e.get(1), 5 / 12.0, e.get(2));
      default ->
          Combination.add(
              Combination.of(55 / 24.0, e.get(0), -59 / 24.0, e.get(1), 37 / 24.0, e.get(2)),
              -9 / 24.0,
              e.get(3));
    };
  }

  /** Formula 9 of the paper. */
  private double[] move(double[] latents, double[] epsilon, int from, int to) {
    double here = schedule.alphaCumprod(from);
    double next = schedule.alphaCumprod(Math.max(to, 0));
    double divisor = here * Math.sqrt(1 - next) + Math.sqrt(here * (1 - here) * next);
    return Combination.of(Math.sqrt(next / here), latents, -(next - here) / divisor, epsilon);
  }
}
