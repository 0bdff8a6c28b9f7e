package org.detdiffusion.networks.diffusion.samplers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * UniPC (Zhao et al. 2023), predicting the clean latents: every step is corrected as soon as the
 * denoiser has seen its end. Draws no noise.
 *
 * @param order 1, 2 or 3; the last steps have less
 */
public record UniPcSampler(
    NoiseSchedule schedule,
    PredictionType predictionType,
    int steps,
    int order,
    UniPcWeights.Kind kind)
    implements Sampler {

  @Override
  public int[] timesteps() {
    return Timesteps.linspace(schedule.steps(), steps);
  }

  @Override
  public double[] sample(
      Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener) {
    int[] timesteps = timesteps();
    double[] latents = initial;
    double[] before = initial;
    List<double[]> clean = new ArrayList<>();
    for (int call = 0; call < steps; call++) {
      int timestep = timesteps[call];
      double[] prediction = denoiser.predict(latents, timestep);
      double[] newest = predictionType.clean(schedule, latents, prediction, timestep);
      if (call > 0) {
        latents = correct(before, clean, newest, timesteps, call);
      }
      clean.add(0, newest);
      before = latents;
      latents = predict(latents, clean, timesteps, call);
      listener.afterStep(call, timestep, latents);
    }
    return latents;
  }

  private double[] predict(double[] latents, List<double[]> clean, int[] timesteps, int call) {
    int to = call == steps - 1 ? 0 : timesteps[call + 1];
    SolverStep step = SolverStep.between(schedule, timesteps[call], to);
    List<Double> ratios = ratios(step, timesteps, call, orderOf(call));
    double[] result = step.firstOrder(latents, clean.get(0));
    if (ratios.isEmpty()) {
      return result;
    }
    UniPcWeights weights = new UniPcWeights(kind, step.span());
    return addSlopes(result, step, weights, weights.predictor(ratios), clean, ratios);
  }

  /** Takes the step to this timestep again, now that the prediction at its end is known. */
  private double[] correct(
      double[] before, List<double[]> clean, double[] newest, int[] timesteps, int call) {
    SolverStep step = SolverStep.between(schedule, timesteps[call - 1], timesteps[call]);
    List<Double> ratios = ratios(step, timesteps, call - 1, orderOf(call - 1));
    UniPcWeights weights = new UniPcWeights(kind, step.span());
    double[] rho = weights.corrector(ratios);
    double[] result = step.firstOrder(before, clean.get(0));
    result = addSlopes(result, step, weights, rho, clean, ratios);
    double[] change = Combination.of(1, newest, -1, clean.get(0));
    return Combination.add(result, -step.alpha() * weights.scale() * rho[ratios.size()], change);
  }

  private static double[] addSlopes(
      double[] start,
      SolverStep step,
      UniPcWeights weights,
      double[] rho,
      List<double[]> clean,
      List<Double> ratios) {
    double[] result = start;
    for (int i = 0; i < ratios.size(); i++) {
      double ratio = ratios.get(i);
      double[] slope = Combination.of(1 / ratio, clean.get(i + 1), -1 / ratio, clean.get(0));
      result = Combination.add(result, -step.alpha() * weights.scale() * rho[i], slope);
    }
    return result;
  }

  private int orderOf(int call) {
    return Math.min(order, Math.min(steps - call, call + 1));
  }

  /** Where the earlier predictions lie in lambda, measured by this step. */
  private List<Double> ratios(SolverStep step, int[] timesteps, int call, int order) {
    List<Double> ratios = new ArrayList<>();
    for (int back = 1; back < order; back++) {
      double distance = schedule.lambda(timesteps[call - back]) - schedule.lambda(timesteps[call]);
      ratios.add(distance / step.span());
    }
    return Collections.unmodifiableList(ratios);
  }
}
