package org.detdiffusion.networks.diffusion;

import java.util.List;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * The training loss {@code L = L_LDM + lambda L_p} (DetDiffusion 3.2).
 *
 * @param head that is trained along, under {@link #HEAD}
 * @param lambda weight of the perception-aware loss; with 0 there is no head at all
 * @param maxObjects of an image that get a mask
 */
public record LayoutToImageLoss(PerceptionHead head, double lambda, int maxObjects) {

  /** Where the head's parameters are; sampling does not need them. */
  public static final String HEAD = "perception_head";

  /** What {@link #of} returns, in its order. */
  public static final List<String> NAMES =
      List.of("loss", "loss_denoise", "loss_perception_mask", "loss_perception_dice");

  /** The diffusion loss alone. */
  public static LayoutToImageLoss withoutPerception() {
    return new LayoutToImageLoss(new PerceptionHead(1, 1, 1), 0, 0);
  }

  public boolean perception() {
    return lambda > 0;
  }

  /**
   * The last inputs of the method are declared here: {@code weight [N, 1, H, W]}, and with a
   * perception-aware loss {@code objects [N, K]}, the position of each one's last token, {@code
   * masks [N, K, H upscale, W upscale]} and {@code present [N, K]}.
   *
   * @param context the prompt's states
   * @param alphasCumprod {@code [N]}
   * @return the values of {@link #NAMES}
   */
  public Tensor of(
      Trace trace, NoisySample sample, UNet.Output out, Tensor context, Tensor alphasCumprod) {
    long[] latents = sample.noisy().shape();
    Tensor weight = trace.input("weight", latents[0], 1, latents[2], latents[3]);
    Tensor denoise = sample.loss(out.prediction(), weight);
    if (!perception()) {
      return Tensor.stack(List.of(denoise, denoise, denoise.times(0), denoise.times(0)));
    }
    PerceptionLoss.Terms terms = terms(trace, latents, out, context, alphasCumprod);
    Tensor total = denoise.plus(terms.mask().plus(terms.dice()).times(lambda));
    return Tensor.stack(List.of(total, denoise, terms.mask(), terms.dice()));
  }

  private PerceptionLoss.Terms terms(
      Trace trace, long[] latents, UNet.Output out, Tensor context, Tensor alphasCumprod) {
    long n = latents[0];
    Tensor objects = trace.input("objects", n, maxObjects);
    long height = latents[2] * head.upscale();
    Tensor masks = trace.input("masks", n, maxObjects, height, latents[3] * head.upscale());
    Tensor present = trace.input("present", n, maxObjects);
    Scope scope = trace.root().at(HEAD);
    Tensor logits = head.forward(scope, out.levels(), context.gatherRows(objects));
    return PerceptionLoss.of(logits, masks, present, alphasCumprod);
  }
}
