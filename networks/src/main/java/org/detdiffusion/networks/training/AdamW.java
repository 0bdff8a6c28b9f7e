package org.detdiffusion.networks.training;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as PyTorch's.
 *
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of their squares
 * @param epsilon added to the root of the latter
 * @param weightDecay of the groups that decay
 */
public record AdamW(double beta1, double beta2, double epsilon, double weightDecay) {

  /** PyTorch's defaults. */
  public static AdamW withDecay(double weightDecay) {
    return new AdamW(0.9, 0.999, 1e-8, weightDecay);
  }
}
