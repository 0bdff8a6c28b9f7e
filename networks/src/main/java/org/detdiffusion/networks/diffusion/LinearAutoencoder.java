package org.detdiffusion.networks.diffusion;

import org.detdiffusion.networks.script.Initializer;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * The pocket autoencoder: patches of the image to latents and back by one matrix each, the
 * principal components of the training images. Frozen, as the full-size one is.
 *
 * @param patch side of a patch in pixels, and factor between image and latent side
 * @param channels of the latents
 */
public record LinearAutoencoder(int patch, int channels) {

  private static final Initializer ZERO = Initializer.constant(0);

  /** {@code [N, 3, H, W]} in -1..1 to {@code [N, channels, H/patch, W/patch]}. */
  public Tensor encode(Scope p, Tensor images) {
    Tensor weight = p.at("encoder").parameter("weight", ZERO, channels, 3, patch, patch);
    Tensor bias = p.at("encoder").parameter("bias", ZERO, channels);
    long[] shape = {images.size(0), channels, images.size(2) / patch, images.size(3) / patch};
    String call = "torch.conv2d(%s, %s, %s, [" + patch + ", " + patch + "])";
    return images.apply(shape, call, images, weight, bias);
  }

  /** Back to {@code [N, 3, H, W]}; not clamped. */
  public Tensor decode(Scope p, Tensor latents) {
    Tensor weight = p.at("decoder").parameter("weight", ZERO, channels, 3, patch, patch);
    Tensor bias = p.at("decoder").parameter("bias", ZERO, 3, patch, patch);
    long[] shape = {latents.size(0), 3, latents.size(2) * patch, latents.size(3) * patch};
    String call = "torch.conv_transpose2d(%s, %s, None, [" + patch + ", " + patch + "])";
    Tensor image = latents.apply(shape, call, latents, weight);
    String tile = "torch.repeat(%s, [1, " + latents.size(2) + ", " + latents.size(3) + "])";
    long[] whole = {3, shape[2], shape[3]};
    return image.plus(bias.apply(whole, tile, bias));
  }
}
