package org.detdiffusion.networks.diffusion.samplers;

/** Told after every call of the denoiser; for progress and for tests. */
@FunctionalInterface
public interface StepListener {

  StepListener NONE = (call, timestep, latents) -> {};

  /**
   * @param call counted from 0
   * @param latents after the step; not to be changed
   */
  void afterStep(int call, int timestep, double[] latents);
}
