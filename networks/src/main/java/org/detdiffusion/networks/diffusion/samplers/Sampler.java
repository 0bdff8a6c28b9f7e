package org.detdiffusion.networks.diffusion.samplers;

/**
 * Turns noise into latents. A pure function: the same arguments give the same latents, and each
 * value depends on the values of its own image only, so that a batch is as good as single images.
 * Numbers agree with diffusers 0.16.0.
 */
public interface Sampler {

  /** In calling order; one call of the denoiser each. */
  int[] timesteps();

  /**
   * @param initial noise of variance 1, a whole batch, flat; left as it is
   */
  double[] sample(Denoiser denoiser, double[] initial, NoiseSource noise, StepListener listener);

  default double[] sample(Denoiser denoiser, double[] initial, NoiseSource noise) {
    return sample(denoiser, initial, noise, StepListener.NONE);
  }
}
