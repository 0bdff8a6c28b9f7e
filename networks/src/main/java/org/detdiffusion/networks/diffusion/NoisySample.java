package org.detdiffusion.networks.diffusion;

import org.detdiffusion.networks.diffusion.samplers.PredictionType;
import org.detdiffusion.networks.script.Tensor;

/**
 * Latents with noise added for training, and what the network is to predict of them.
 *
 * @param noisy {@code sqrt(alpha-bar) clean + sqrt(1 - alpha-bar) noise}
 */
public record NoisySample(Tensor noisy, Tensor target) {

  /**
   * @param clean {@code [N, C, H, W]}, scaled to variance 1; {@code noise} too
   * @param alphasCumprod {@code [N]}, alpha-bar at each image's timestep
   */
  public static NoisySample of(
      Tensor clean, Tensor noise, Tensor alphasCumprod, PredictionType prediction) {
    long n = clean.size(0);
    Tensor alpha = alphasCumprod.sqrt().reshape(n, 1, 1, 1);
    Tensor sigma = alphasCumprod.times(-1).plus(1).sqrt().reshape(n, 1, 1, 1);
    Tensor noisy = clean.times(alpha).plus(noise.times(sigma));
    Tensor target =
        switch (prediction) {
          case EPSILON -> noise;
          case V_PREDICTION -> noise.times(alpha).minus(clean.times(sigma));
        };
    return new NoisySample(noisy, target);
  }

  /**
   * Mean squared error, weighted.
   *
   * @param weight {@code [N, 1, H, W]}, as foreground re-weighting gives it
   */
  public Tensor loss(Tensor predicted, Tensor weight) {
    return predicted.minus(target).square().times(weight).mean();
  }
}
