package org.detdiffusion.networks.diffusion;

import org.detdiffusion.networks.script.Tensor;

/**
 * The perception-aware loss {@code L_p = sqrt(alpha-bar_t) (L_m + L_d)} (DetDiffusion 3.2): binary
 * cross-entropy and dice of the objects' masks, weighted down where the sample is mostly noise.
 */
public final class PerceptionLoss {

  private PerceptionLoss() {}

  /**
   * @param mask mean cross-entropy, time-weighted; a scalar
   * @param dice mean dice loss, time-weighted; a scalar
   */
  public record Terms(Tensor mask, Tensor dice) {}

  /**
   * The mean over the objects of an image, then over the batch; an image without objects adds 0.
   *
   * @param logits {@code [N, K, H, W]}
   * @param masks {@code [N, K, H, W]}, 0 or 1
   * @param present {@code [N, K]}, 1 where there is an object
   * @param alphasCumprod {@code [N]}, alpha-bar at each image's timestep
   */
  public static Terms of(Tensor logits, Tensor masks, Tensor present, Tensor alphasCumprod) {
    String call = "torch.binary_cross_entropy_with_logits(%s, %s, None, None, 0)";
    Tensor crossEntropy = logits.apply(logits.shape(), call, logits, masks).meanLast(2);
    Tensor p = logits.sigmoid();
    Tensor overlap = p.times(masks).sumLast(2).times(2).plus(1);
    Tensor total = p.sumLast(2).plus(masks.sumLast(2)).plus(1);
    Tensor dice = overlap.over(total).times(-1).plus(1);
    Tensor weight = alphasCumprod.sqrt();
    return new Terms(
        weight.times(perImage(crossEntropy, present)).mean(),
        weight.times(perImage(dice, present)).mean());
  }

  private static Tensor perImage(Tensor perObject, Tensor present) {
    Tensor count = present.sumLast(1).clamp(1, 1e9);
    return perObject.times(present).sumLast(1).over(count);
  }
}
