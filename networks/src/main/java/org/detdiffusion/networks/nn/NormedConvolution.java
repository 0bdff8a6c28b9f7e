package org.detdiffusion.networks.nn;

import static org.detdiffusion.networks.script.Initializer.constant;
import static org.detdiffusion.networks.script.Initializer.uniformByFanIn;
import static org.detdiffusion.networks.script.Tensor.elements;

import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * A convolution without bias and the frozen batch norm behind it, whose mean, variance, weight and
 * bias are constants.
 */
public record NormedConvolution(Scope convolution, Scope norm, double epsilon) {

  /** {@code [N, C, H, W]} to {@code [N, out, H/stride, W/stride]}, padded by half the kernel. */
  public Tensor apply(Tensor x, long out, int kernel, int stride) {
    int pad = kernel / 2;
    long fanIn = x.size(1) * kernel * kernel;
    Tensor weight =
        convolution.parameter(
            "weight", uniformByFanIn(fanIn, Math.sqrt(6)), out, x.size(1), kernel, kernel);
    long[] shape = {
      x.size(0),
      out,
      (x.size(2) + 2L * pad - kernel) / stride + 1,
      (x.size(3) + 2L * pad - kernel) / stride + 1
    };
    x.count(2 * elements(shape) * fanIn);
    String settings = ", None, [%d, %d], [%d, %d])".formatted(stride, stride, pad, pad);
    return norm(x.apply(shape, "torch.conv2d(%s, %s" + settings, x, weight));
  }

  private Tensor norm(Tensor x) {
    long channels = x.size(1);
    Tensor weight = norm.parameter("weight", constant(1), channels).detach();
    Tensor bias = norm.parameter("bias", constant(0), channels).detach();
    Tensor mean = norm.parameter("running_mean", constant(0), channels).detach();
    Tensor variance = norm.parameter("running_var", constant(1), channels).detach();
    String call = "torch.batch_norm(%s, %s, %s, %s, %s, False, 0., " + epsilon + ", False)";
    return x.apply(x.shape(), call, x, weight, bias, mean, variance);
  }
}
