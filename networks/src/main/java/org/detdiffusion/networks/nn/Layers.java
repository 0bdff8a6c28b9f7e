package org.detdiffusion.networks.nn;

import static org.detdiffusion.networks.script.Initializer.constant;
import static org.detdiffusion.networks.script.Initializer.uniformByFanIn;
import static org.detdiffusion.networks.script.Tensor.elements;

import java.util.Locale;
import org.detdiffusion.networks.script.Flavour;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Torch;

/** Layers with parameters. Each takes the scope that names them, as in PyTorch's modules. */
public final class Layers {

  private static final String LINEAR = "torch.linear(%%s, %%s, %s)";

  /**
   * A row is a pixel of an image of height 1 whose channels come last, as in memory. The dilation
   * changes nothing but whom libtorch asks: without it 1x1 kernels are products to it.
   */
  private static final String CONVOLUTION =
      "torch.transpose(torch.squeeze(torch.conv2d("
          + "torch.unsqueeze(torch.transpose(%%s, 1, 2), 2), "
          + "torch.unsqueeze(torch.unsqueeze(%%s, -1), -1), "
          + "%s, [1, 1], [0, 0], [2, 2]), 2), 1, 2)";

  private static final long MANY_ROWS = 1024;
  private static final long LONG_ROWS = 256;

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
    String call = isConvolution(x) ? CONVOLUTION : LINEAR;
    if (!biased) {
      return x.apply(shape, call.formatted("None"), x.narrowed(), weight.narrowed());
    }
    Tensor bias = p.parameter("bias", uniformByFanIn(in, 1), out);
    call = call.formatted("%s");
    return x.apply(shape, call, x.narrowed(), weight.narrowed(), bias.narrowed());
  }

  /**
   * On the CPU oneDNN makes convolutions, and it is faster than the library that makes products of
   * matrices where rows are many and long enough for its copy of the weight to pay.
   */
  private static boolean isConvolution(Tensor x) {
    return x.trace().flavour() == Flavour.SINGLE
        && x.shape().length == 3
        && x.size(0) * x.size(1) >= MANY_ROWS
        && x.size(2) >= LONG_ROWS
        && Torch.onCpu();
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
