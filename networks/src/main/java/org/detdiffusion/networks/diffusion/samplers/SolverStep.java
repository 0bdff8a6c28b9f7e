package org.detdiffusion.networks.diffusion.samplers;

/**
 * One step of an exponential integrator from a timestep to the next, in the variable lambda = log
 * (alpha / sigma). The clean latents lie at lambda = infinity.
 *
 * @param span by how much lambda grows
 */
record SolverStep(double alpha, double sigmaRatio, double span) {

  static SolverStep between(NoiseSchedule schedule, int from, int to) {
    return new SolverStep(
        schedule.alpha(to),
        schedule.sigma(to) / schedule.sigma(from),
        schedule.lambda(to) - schedule.lambda(from));
  }

  static SolverStep toClean() {
    return new SolverStep(1, 0, Double.POSITIVE_INFINITY);
  }

  /** exp(-span) - 1. */
  double growth() {
    return Math.expm1(-span);
  }

  /** The part that all orders share: exact if the clean prediction were constant. */
  double[] firstOrder(double[] latents, double[] clean) {
    return Combination.of(sigmaRatio, latents, -alpha * growth(), clean);
  }
}
