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

  /**
   * A kernel and how it moves.
   *
   * @param height in pixels
   * @param width in pixels
   * @param stride along both axes
   * @param above rows of zeros put above and below
   * @param beside columns of zeros put left and right
   */
  public record Kernel(int height, int width, int stride, int above, int beside) {

    /** Padded by half of it. */
    public static Kernel square(int size, int stride) {
      return new Kernel(size, size, stride, size / 2, size / 2);
    }
  }

  /** {@code [N, C, H, W]} to {@code [N, out, H', W']}. */
  public Tensor apply(Tensor x, long out, Kernel kernel) {
    long fanIn = x.size(1) * kernel.height * kernel.width;
    Tensor weight =
        convolution.parameter(
            "weight",
            uniformByFanIn(fanIn, Math.sqrt(6)),
            out,
            x.size(1),
            kernel.height,
            kernel.width);
    long height = (x.size(2) + 2L * kernel.above - kernel.height) / kernel.stride + 1;
    long width = (x.size(3) + 2L * kernel.beside - kernel.width) / kernel.stride + 1;
    long[] shape = {x.size(0), out, height, width};
    x.count(2 * elements(shape) * fanIn);
    String call =
        "torch.conv2d(%s, %s, None, "
            + Tensor.list(kernel.stride, kernel.stride)
            + ", "
            + Tensor.list(kernel.above, kernel.beside)
            + ")";
    return norm(x.apply(shape, call, x, weight));
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
