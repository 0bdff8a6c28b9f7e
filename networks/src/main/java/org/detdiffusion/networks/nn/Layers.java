package org.detdiffusion.networks.nn;

import static org.detdiffusion.networks.script.Initializer.constant;
import static org.detdiffusion.networks.script.Initializer.uniformByFanIn;
import static org.detdiffusion.networks.script.Tensor.elements;

import java.util.Locale;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/** Layers with parameters. Each takes the scope that names them, as in PyTorch's modules. */
public final class Layers {

  private Layers() {}

  /** {@code [N, C, H, W]} to {@code [N, out, H/stride, W/stride]}, padded by half the kernel. */
  public static Tensor conv2d(Scope p, Tensor x, long out, int kernel, int stride) {
    return conv2d(p, x, out, kernel, stride, 1);
  }

  /** As above; {@code gain} 0 starts as the zero map. */
  public static Tensor conv2d(Scope p, Tensor x, long out, int kernel, int stride, double gain) {
    return conv2d(p, x, out, kernel, stride, kernel / 2, gain);
  }

  /** A 3x3 kernel at every second place, padded at the right and the bottom only. */
  public static Tensor halvingConv2d(Scope p, Tensor x, long out) {
    long[] shape = {x.size(0), x.size(1), x.size(2) + 1, x.size(3) + 1};
    Tensor padded = x.apply(shape, "torch.constant_pad_nd(%s, [0, 1, 0, 1])", x);
    return conv2d(p, padded, out, 3, 2, 0, 1);
  }

  private static Tensor conv2d(
      Scope p, Tensor x, long out, int kernel, int stride, int pad, double gain) {
    long fanIn = x.size(1) * kernel * kernel;
    Tensor weight =
        p.parameter("weight", uniformByFanIn(fanIn, gain), out, x.size(1), kernel, kernel);
    Tensor bias = p.parameter("bias", uniformByFanIn(fanIn, gain), out);
    long height = (x.size(2) + 2L * pad - kernel) / stride + 1;
    long width = (x.size(3) + 2L * pad - kernel) / stride + 1;
    long[] shape = {x.size(0), out, height, width};
    x.count(2 * elements(shape) * fanIn);
    String settings = ", [%d, %d], [%d, %d])".formatted(stride, stride, pad, pad);
    String call = "torch.conv2d(%s, %s, %s" + settings;
    return x.apply(shape, call, x.narrowed(), weight.narrowed(), bias.narrowed());
  }

  public static Tensor linear(Scope p, Tensor x, long out) {
    return linear(p, x, out, true);
  }

  /** {@code [..., in]} to {@code [..., out]}. */
  public static Tensor linear(Scope p, Tensor x, long out, boolean biased) {
    long in = x.size(-1);
    Tensor weight = p.parameter("weight", uniformByFanIn(in, 1), out, in);
    long[] shape = x.shape();
    shape[shape.length - 1] = out;
    x.count(2 * elements(shape) * in);
    if (!biased) {
      return x.apply(shape, "torch.linear(%s, %s)", x.narrowed(), weight.narrowed());
    }
    Tensor bias = p.parameter("bias", uniformByFanIn(in, 1), out);
    String call = "torch.linear(%s, %s, %s)";
    return x.apply(shape, call, x.narrowed(), weight.narrowed(), bias.narrowed());
  }

  public static Tensor groupNorm(Scope p, Tensor x, int groups, double epsilon) {
    long channels = x.size(1);
    x.check(channels % groups == 0, "can't be normed in " + groups + " groups at " + p.path());
    Tensor weight = p.parameter("weight", constant(1), channels);
    Tensor bias = p.parameter("bias", constant(0), channels);
    String call =
        String.format(Locale.ROOT, "torch.group_norm(%%s, %d, %%s, %%s, %s)", groups, epsilon);
    return norm(call, x, weight, bias);
  }

  /** Over the last dimension. */
  public static Tensor layerNorm(Scope p, Tensor x, double epsilon) {
    long width = x.size(-1);
    Tensor weight = p.parameter("weight", constant(1), width);
    Tensor bias = p.parameter("bias", constant(0), width);
    String call =
        String.format(Locale.ROOT, "torch.layer_norm(%%s, [%d], %%s, %%s, %s)", width, epsilon);
    return norm(call, x, weight, bias);
  }

  /** In single precision in every flavour, the result as narrow as what came. */
  private static Tensor norm(String call, Tensor x, Tensor weight, Tensor bias) {
    if (x.trace().flavour() != Flavour.BFLOAT16) {
      return x.apply(x.shape(), call, x, weight, bias);
    }
    String narrow = "torch.type_as(" + call + ", %s)";
    return x.apply(x.shape(), narrow, x.widened(), weight, bias, x);
  }
}
