package org.detdiffusion.networks.diffusion.samplers;

/** A network that predicts noise or velocity; guidance is its own affair. */
@FunctionalInterface
public interface Denoiser {

  /**
   * @param latents a whole batch, flat; not to be changed or kept
   * @param timestep 0..999, the same for all of the batch
   * @return as long as the latents
   */
  double[] predict(double[] latents, int timestep);
}
