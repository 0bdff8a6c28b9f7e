package org.detdiffusion.networks.nn;

import static org.detdiffusion.networks.script.Tensor.elements;

import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;

/** Functions without parameters. */
public final class Functions {

  private Functions() {}

  /** x sigmoid(1.702 x), CLIP's activation. */
  public static Tensor quickGelu(Tensor x) {
    return x.times(x.times(1.702).sigmoid());
  }

  /** First half of the last dimension times gelu of the second. */
  public static Tensor gatedGelu(Tensor x) {
    long[] shape = x.shape();
    shape[shape.length - 1] /= 2;
    // Gradients of halves are joined; those of two slices would be filled up with zeros and added.
    Tensor halves = x.apply(shape, "torch.chunk(%s, 2, -1)", x);
    return x.apply(shape, "torch.mul(%s[0], torch.gelu(%s[1]))", halves, halves);
  }

  /** Doubles height and width of {@code [N, C, H, W]} by repeating pixels. */
  public static Tensor upsampleNearest(Tensor x, int factor) {
    long[] shape = {x.size(0), x.size(1), x.size(2) * factor, x.size(3) * factor};
    String call = "torch.upsample_nearest2d(%s, None, [" + factor + "., " + factor + ".])";
    return factor == 1 ? x : x.apply(shape, call, x);
  }

  /** {@code [N, C r^2, H, W]} to {@code [N, C, H r, W r]}. */
  public static Tensor pixelShuffle(Tensor x, int r) {
    long[] shape = {x.size(0), x.size(1) / r / r, x.size(2) * r, x.size(3) * r};
    return x.apply(shape, "torch.pixel_shuffle(%s, " + r + ")", x);
  }

  /**
   * Scaled dot-product attention over heads.
   *
   * @param query {@code [N, L, C]}
   * @param key and {@code value} {@code [N, S, C]}
   * @return {@code [N, L, C]}
   */
  public static Tensor attention(
      Tensor query, Tensor key, Tensor value, int heads, boolean causal) {
    Tensor q = splitHeads(query, heads);
    Tensor k = splitHeads(key, heads);
    Tensor v = splitHeads(value, heads);
    Tensor attended =
        q.trace().flavour() == Flavour.PORTABLE
            ? composedAttention(q, k, v, causal)
            : fusedAttention(q, k, v, causal);
    return attended.transpose(1, 2).reshape(query.shape());
  }

  private static Tensor fusedAttention(Tensor q, Tensor k, Tensor v, boolean causal) {
    q.count(4 * elements(q.shape()) * k.size(2));
    String call = "torch.scaled_dot_product_attention(%s, %s, %s, None, 0., ";
    call += causal ? "True)" : "False)";
    if (q.trace().flavour() != Flavour.BFLOAT16 || !Torch.onCpu()) {
      return q.apply(q.shape(), call, q, k, v);
    }
    // There single precision is the faster one.
    return q.apply(q.shape(), call, q.widened(), k.widened(), v.widened()).narrowed();
  }

  /** The same by its definition, for those who don't have it in one operation. */
  private static Tensor composedAttention(Tensor q, Tensor k, Tensor v, boolean causal) {
    long length = q.size(2);
    Tensor scores = q.times(1 / Math.sqrt((double) q.size(3))).matmul(k.transpose(2, 3));
    if (causal) {
      String later = "torch.triu(torch.full([%d, %d], -1e+30, dtype=6, device=%%s.device), 1)";
      long[] square = {length, length};
      scores = scores.plus(q.apply(square, later.formatted(length, length), q));
    }
    return scores.apply(scores.shape(), "torch.softmax(%s, -1)", scores).matmul(v);
  }

  private static Tensor splitHeads(Tensor x, int heads) {
    return x.reshape(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }

  /**
   * Sinusoidal embedding of timesteps, cosines first, as diffusers with flip_sin_to_cos and no
   * frequency shift, to the last bit.
   *
   * @param timesteps {@code [N]}, floating point
   * @return {@code [N, width]}
   */
  public static Tensor timestepEmbedding(Tensor timesteps, int width) {
    int half = width / 2;
    return waves(timesteps, half, "torch.div(%s, " + half + ")", -Math.log(10000));
  }

  /**
   * The same with exponents that are rounded once less, which at t = 1000 is up to 6e-5 away: what
   * pocket models have been trained with.
   */
  public static Tensor pocketTimestepEmbedding(Tensor timesteps, int width) {
    int half = width / 2;
    return waves(timesteps, half, "%s", -Math.log(10000) / half);
  }

  private static Tensor waves(Tensor timesteps, int half, String exponent, double step) {
    String steps =
        "torch.mul(torch.arange(%d, dtype=6, device=%%s.device), %s)".formatted(half, step);
    String frequencies = "torch.exp(" + exponent.formatted(steps) + ")";
    Tensor omega = timesteps.apply(new long[] {half}, frequencies, timesteps);
    Tensor angles = timesteps.reshape(timesteps.size(0), 1).times(omega);
    String call = "torch.cat([torch.cos(%s), torch.sin(%s)], 1)";
    return angles.apply(new long[] {timesteps.size(0), 2L * half}, call, angles, angles);
  }
}
