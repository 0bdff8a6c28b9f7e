package org.detdiffusion.networks.diffusion.samplers;

import java.util.ArrayList;
import java.util.List;

/**
 * DPM-Solver++, multistep (Lu et al. 2022). Draws no noise. With fewer than 15 steps the last ones
 * are of lower order, which keeps them stable.
 *
 * @param order 1, 2 or 3
 * @param toClean whether the last step, then of order 1, ends at the clean latents; otherwise it
 *     ends at training step 0 as diffusers 0.16.0 does
 */
public record DpmSolverPlusPlus(
    NoiseSchedule schedule,
    PredictionType predictionType,
    int steps,
    int order,
    SecondOrder secondOrder,
    boolean toClean)
    implements Sampler {

  /** Which formula steps of order 2 follow. */
  public enum SecondOrder {
    MIDPOINT,
    HEUN
  }

  /** The usual choice: order 2, midpoint, to the clean latents. */
  public static DpmSolverPlusPlus of(
      NoiseSchedule schedule, PredictionType predictionType, int steps) {
    return new DpmSolverPlusPlus(schedule, predictionType, steps, 2, SecondOrder.MIDPOINT, true);
  }

  @Override
  public int[] timesteps() {
    return Timesteps.linspace(schedule.steps(), steps);
  }

  @Override
  public double[] sample(
      Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener) {
    double[] latents = initial;
    List<double[]> clean = new ArrayList<>();
    int[] timesteps = timesteps();
    for (int call = 0; call < steps; call++) {
      int timestep = timesteps[call];
      double[] prediction = denoiser.predict(latents, timestep);
      clean.add(0, predictionType.clean(schedule, latents, prediction, timestep));
      latents = step(latents, clean, timesteps, call);
      listener.afterStep(call, timestep, latents);
    }
    return latents;
  }

  private double[] step(double[] latents, List<double[]> clean, int[] timesteps, int call) {
    SolverStep step = solverStep(timesteps, call);
    double[] first = step.firstOrder(latents, clean.get(0));
    return switch (orderOf(call)) {
      case 1 -> first;
      case 2 -> second(first, step, clean, ratio(step, timesteps, call, 1));
      default -> third(first, step, clean, timesteps, call);
    };
  }

  private SolverStep solverStep(int[] timesteps, int call) {
    boolean last = call == steps - 1;
    if (last && toClean) {
      return SolverStep.toClean();
    }
    return SolverStep.between(schedule, timesteps[call], last ? 0 : timesteps[call + 1]);
  }

  /** As many as there are predictions, and at most as many as steps are left where they are few. */
  private int orderOf(int call) {
    int left = steps - call;
    boolean few = steps < 15 || (toClean && left == 1);
    return Math.min(order, Math.min(call + 1, few ? left : order));
  }

  private double[] second(double[] first, SolverStep step, List<double[]> clean, double ratio) {
    double[] slope = Combination.of(1 / ratio, clean.get(0), -1 / ratio, clean.get(1));
    double weight =
        switch (secondOrder) {
          case MIDPOINT -> -step.growth() / 2;
          case HEUN -> step.growth() / step.span() + 1;
        };
    return Combination.add(first, step.alpha() * weight, slope);
  }

  private double[] third(
      double[] first, SolverStep step, List<double[]> clean, int[] timesteps, int call) {
    double r0 = ratio(step, timesteps, call, 1);
    double r1 = ratio(step, timesteps, call, 2);
    double[] near = Combination.of(1 / r0, clean.get(0), -1 / r0, clean.get(1));
    double[] far = Combination.of(1 / r1, clean.get(1), -1 / r1, clean.get(2));
    double[] bend = Combination.of(1 / (r0 + r1), near, -1 / (r0 + r1), far);
    double[] slope = Combination.add(near, r0, bend);
    double span = step.span();
    double slopeWeight = step.growth() / span + 1;
    double bendWeight = 0.5 - (step.growth() + span) / (span * span);
    return Combination.of(
        1, first, step.alpha() * slopeWeight, slope, step.alpha() * bendWeight, bend);
  }

  /** The span of an earlier step, measured by this one's. */
  private double ratio(SolverStep step, int[] timesteps, int call, int back) {
    int from = timesteps[call - back];
    int to = timesteps[call - back + 1];
    return (schedule.lambda(to) - schedule.lambda(from)) / step.span();
  }
}
