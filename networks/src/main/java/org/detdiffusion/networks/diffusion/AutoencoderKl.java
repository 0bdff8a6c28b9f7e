package org.detdiffusion.networks.diffusion;

import static org.detdiffusion.networks.nn.Functions.attention;
import static org.detdiffusion.networks.nn.Functions.upsampleNearest;
import static org.detdiffusion.networks.nn.Layers.conv2d;
import static org.detdiffusion.networks.nn.Layers.groupNorm;
import static org.detdiffusion.networks.nn.Layers.halvingConv2d;
import static org.detdiffusion.networks.nn.Layers.linear;

import java.util.List;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * Stable Diffusion's variational autoencoder; parameter names as in diffusers' AutoencoderKL from
 * 0.18 on (attention in to_q, to_k, to_v, to_out.0).
 */
public record AutoencoderKl(Config config) {

  private static final double EPSILON = 1e-6;

  /**
   * @param latent channels of the latents
   * @param channels of each level, outermost first; every level but the last halves the image
   * @param layers residual blocks a level in the encoder (one more in the decoder)
   * @param groups of the group norms
   * @param scaling what latents are multiplied by before diffusion, so that their variance is 1
   */
  public record Config(
      int in, int out, int latent, List<Integer> channels, int layers, int groups, double scaling) {

    /** Pixels a latent stands for, in each direction. */
    public int factor() {
      return 1 << (channels.size() - 1);
    }
  }

  /**
   * A normal distribution, each {@code [N, latent, H/factor, W/factor]}.
   *
   * @param logVariance within -30..20
   */
  public record Moments(Tensor mean, Tensor logVariance) {

    /** A draw from it, made of noise of variance 1; not scaled. */
    public Tensor sample(Tensor noise) {
      return mean.plus(logVariance.times(0.5).exp().times(noise));
    }
  }

  /**
   * @param images {@code [N, in, H, W]} in -1..1
   */
  public Moments encode(Scope p, Tensor images) {
    Scope e = p.at("encoder");
    Tensor h = conv2d(e.at("conv_in"), images, config.channels.get(0), 3, 1);
    int levels = config.channels.size();
    for (int i = 0; i < levels; i++) {
      Scope block = e.at("down_blocks", i);
      h = residuals(block, h, config.layers, config.channels.get(i));
      h = i == levels - 1 ? h : halvingConv2d(block.at("downsamplers", 0).at("conv"), h, h.size(1));
    }
    h = outOf(e, middle(e.at("mid_block"), h), 2L * config.latent);
    h = conv2d(p.at("quant_conv"), h, 2L * config.latent, 1, 1).widened();
    Tensor logVariance = h.slice(1, config.latent, 2L * config.latent).clamp(-30, 20);
    return new Moments(h.slice(1, 0, config.latent), logVariance);
  }

  /**
   * @param latents {@code [N, latent, H, W]}, not scaled
   * @return images {@code [N, out, H factor, W factor]}, about -1..1, not clamped
   */
  public Tensor decode(Scope p, Tensor latents) {
    Scope d = p.at("decoder");
    Tensor h = conv2d(p.at("post_quant_conv"), latents, config.latent, 1, 1);
    int levels = config.channels.size();
    h = conv2d(d.at("conv_in"), h, config.channels.get(levels - 1), 3, 1);
    h = middle(d.at("mid_block"), h);
    for (int i = 0; i < levels; i++) {
      Scope block = d.at("up_blocks", i);
      h = residuals(block, h, config.layers + 1, config.channels.get(levels - 1 - i));
      if (i < levels - 1) {
        Scope up = block.at("upsamplers", 0).at("conv");
        h = conv2d(up, upsampleNearest(h, 2), h.size(1), 3, 1);
      }
    }
    return outOf(d, h, config.out).widened();
  }

  private Tensor outOf(Scope p, Tensor h, long channels) {
    h = groupNorm(p.at("conv_norm_out"), h, config.groups, EPSILON).silu();
    return conv2d(p.at("conv_out"), h, channels, 3, 1);
  }

  private Tensor residuals(Scope p, Tensor h, int count, long channels) {
    for (int j = 0; j < count; j++) {
      h = residual(p.at("resnets", j), h, channels);
    }
    return h;
  }

  private Tensor middle(Scope p, Tensor h) {
    h = residual(p.at("resnets", 0), h, h.size(1));
    h = attend(p.at("attentions", 0), h);
    return residual(p.at("resnets", 1), h, h.size(1));
  }

  private Tensor residual(Scope p, Tensor x, long out) {
    Tensor h = groupNorm(p.at("norm1"), x, config.groups, EPSILON).silu();
    h = groupNorm(p.at("norm2"), conv2d(p.at("conv1"), h, out, 3, 1), config.groups, EPSILON);
    h = conv2d(p.at("conv2"), h.silu(), out, 3, 1);
    return x.size(1) == out ? x.plus(h) : conv2d(p.at("conv_shortcut"), x, out, 1, 1).plus(h);
  }

  /** One head over all places. */
  private Tensor attend(Scope p, Tensor x) {
    long width = x.size(1);
    Tensor h = groupNorm(p.at("group_norm"), x, config.groups, EPSILON);
    h = h.reshape(x.size(0), width, x.size(2) * x.size(3)).transpose(1, 2);
    Tensor q = linear(p.at("to_q"), h, width);
    Tensor k = linear(p.at("to_k"), h, width);
    Tensor v = linear(p.at("to_v"), h, width);
    h = linear(p.at("to_out", 0), attention(q, k, v, 1, false), width);
    return h.transpose(1, 2).reshape(x.shape()).plus(x);
  }
}
