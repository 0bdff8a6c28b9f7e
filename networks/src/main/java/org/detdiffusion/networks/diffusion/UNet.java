package org.detdiffusion.networks.diffusion;

import static org.detdiffusion.networks.nn.Functions.attention;
import static org.detdiffusion.networks.nn.Functions.gatedGelu;
import static org.detdiffusion.networks.nn.Functions.pocketTimestepEmbedding;
import static org.detdiffusion.networks.nn.Functions.timestepEmbedding;
import static org.detdiffusion.networks.nn.Functions.upsampleNearest;
import static org.detdiffusion.networks.nn.Layers.conv2d;
import static org.detdiffusion.networks.nn.Layers.groupNorm;
import static org.detdiffusion.networks.nn.Layers.layerNorm;
import static org.detdiffusion.networks.nn.Layers.linear;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * Stable Diffusion's conditional U-Net; parameter names as in diffusers' UNet2DConditionModel.
 * Pocket and full size differ by {@link Config} only.
 */
public record UNet(Config config) {

  /**
   * @param channels of each level, outermost first
   * @param attention whether a level has transformers; the middle block always has
   * @param layers residual blocks a level on the way down (one more on the way up)
   * @param heads number of attention heads (what SD 1.5's file calls attention_head_dim)
   * @param groups of the group norms
   * @param scaleShift the time embedding scales and shifts (diffusers: scale_shift) or is added
   */
  public record Config(
      int in,
      int out,
      List<Integer> channels,
      List<Boolean> attention,
      int layers,
      int heads,
      int groups,
      boolean scaleShift) {

    /** Stable Diffusion 1.5. */
    public static Config sd15() {
      List<Integer> channels = List.of(320, 640, 1280, 1280);
      return new Config(4, 4, channels, List.of(true, true, true, false), 2, 8, 32, false);
    }
  }

  /**
   * @param prediction {@code [N, out, H, W]}
   * @param blocks what each part hands on, by its name and in order
   */
  public record Output(Tensor prediction, Map<String, Tensor> blocks) {

    /** Of the up blocks, coarsest first: the features of the P.A. loss. */
    public List<Tensor> levels() {
      return blocks.keySet().stream()
          .filter(name -> name.startsWith("up_blocks."))
          .map(blocks::get)
          .toList();
    }
  }

  /**
   * @param sample {@code [N, in, H, W]}
   * @param timesteps {@code [N]}, floating point
   * @param context {@code [N, L, C]}, the prompt as the text encoder left it
   */
  public Output forward(Scope p, Tensor sample, Tensor timesteps, Tensor context) {
    Map<String, Tensor> blocks = new LinkedHashMap<>();
    int width = config.channels.get(0);
    Tensor time = embedTime(p.at("time_embedding"), timesteps);
    blocks.put("time_embedding", time);
    Deque<Tensor> skips = new ArrayDeque<>();
    Tensor h = conv2d(p.at("conv_in"), sample, width, 3, 1);
    blocks.put("conv_in", h);
    skips.push(h);
    int levels = config.channels.size();
    for (int i = 0; i < levels; i++) {
      h = down(p.at("down_blocks", i), i, h, time, context, skips);
      blocks.put("down_blocks." + i, h);
    }
    h = middle(p.at("mid_block"), h, time, context);
    h.trace().cut();
    blocks.put("mid_block", h);
    for (int i = 0; i < levels; i++) {
      h = up(p.at("up_blocks", i), levels - 1 - i, h, time, context, skips);
      blocks.put("up_blocks." + i, h);
    }
    h = groupNorm(p.at("conv_norm_out"), h, config.groups, 1e-5).silu();
    return new Output(conv2d(p.at("conv_out"), h, config.out, 3, 1).widened(), blocks);
  }

  private Tensor embedTime(Scope p, Tensor timesteps) {
    int width = config.channels.get(0);
    // No published model has scales and shifts at Stable Diffusion's shape; pocket models do.
    Tensor waves =
        config.scaleShift
            ? pocketTimestepEmbedding(timesteps, width)
            : timestepEmbedding(timesteps, width);
    return linear(p.at("linear_2"), linear(p.at("linear_1"), waves, 4L * width).silu(), 4L * width);
  }

  private Tensor down(
      Scope p, int level, Tensor h, Tensor time, Tensor context, Deque<Tensor> skips) {
    for (int j = 0; j < config.layers; j++) {
      h = block(p, level, j, h, time, context);
      skips.push(h);
      h.trace().cut();
    }
    if (level < config.channels.size() - 1) {
      h = conv2d(p.at("downsamplers", 0).at("conv"), h, h.size(1), 3, 2);
      skips.push(h);
    }
    return h;
  }

  /**
   * What every level is made of: a residual block and, where the level has them, a transformer.
   *
   * @param h {@code [N, C, H, W]}
   * @param time the embedded timestep, {@code [N, 4 channels.get(0)]}
   */
  public Tensor block(Scope p, int level, int index, Tensor h, Tensor time, Tensor context) {
    h = residual(p.at("resnets", index), h, time, config.channels.get(level));
    return config.attention.get(level) ? transformer(p.at("attentions", index), h, context) : h;
  }

  private Tensor middle(Scope p, Tensor h, Tensor time, Tensor context) {
    h = residual(p.at("resnets", 0), h, time, h.size(1));
    h = transformer(p.at("attentions", 0), h, context);
    return residual(p.at("resnets", 1), h, time, h.size(1));
  }

  private Tensor up(
      Scope p, int level, Tensor h, Tensor time, Tensor context, Deque<Tensor> skips) {
    for (int j = 0; j <= config.layers; j++) {
      Tensor joined = Tensor.cat(1, h, skips.pop());
      h = block(p, level, j, joined, time, context);
      h.trace().cut();
    }
    if (level > 0) {
      h = conv2d(p.at("upsamplers", 0).at("conv"), upsampleNearest(h, 2), h.size(1), 3, 1);
    }
    return h;
  }

  private Tensor residual(Scope p, Tensor x, Tensor time, long out) {
    Tensor h = groupNorm(p.at("norm1"), x, config.groups, 1e-5).silu();
    h = conv2d(p.at("conv1"), h, out, 3, 1);
    Tensor t = linear(p.at("time_emb_proj"), time.silu(), config.scaleShift ? 2 * out : out);
    t = t.reshape(t.size(0), t.size(1), 1, 1);
    if (config.scaleShift) {
      h = groupNorm(p.at("norm2"), h, config.groups, 1e-5);
      h = h.times(t.slice(1, 0, out).plus(1)).plus(t.slice(1, out, 2 * out)).silu();
    } else {
      h = groupNorm(p.at("norm2"), h.plus(t), config.groups, 1e-5).silu();
    }
    h = conv2d(p.at("conv2"), h, out, 3, 1);
    return x.size(1) == out ? x.plus(h) : conv2d(p.at("conv_shortcut"), x, out, 1, 1).plus(h);
  }

  private Tensor transformer(Scope p, Tensor x, Tensor context) {
    long channels = x.size(1);
    Tensor h =
        conv2d(p.at("proj_in"), groupNorm(p.at("norm"), x, config.groups, 1e-6), channels, 1, 1);
    h = h.reshape(h.size(0), channels, h.size(2) * h.size(3)).transpose(1, 2).contiguous();

    Scope block = p.at("transformer_blocks", 0);
    // Self-attention
    Tensor n = layerNorm(block.at("norm1"), h, 1e-5);
    h = h.plus(attend(block.at("attn1"), n, n));
    // Cross-attention
    n = layerNorm(block.at("norm2"), h, 1e-5);
    h = h.plus(attend(block.at("attn2"), n, context));
    // Feed-forward
    n = layerNorm(block.at("norm3"), h, 1e-5);
    n = gatedGelu(linear(block.at("ff").at("net", 0).at("proj"), n, 8 * channels));
    h = h.plus(linear(block.at("ff").at("net", 2), n, channels));

    // A mere view would have its channels last, which group norms of libtorch 2.7.1 differentiate
    // wrong.
    Tensor image = h.transpose(1, 2).contiguous().reshape(x.shape());
    return conv2d(p.at("proj_out"), image, channels, 1, 1).plus(x);
  }

  private Tensor attend(Scope p, Tensor x, Tensor context) {
    long width = x.size(-1);
    Tensor q = linear(p.at("to_q"), x, width, false);
    Tensor k = linear(p.at("to_k"), context, width, false);
    Tensor v = linear(p.at("to_v"), context, width, false);
    return linear(p.at("to_out", 0), attention(q, k, v, config.heads, false), width);
  }
}
