package org.detdiffusion.networks.features;

import org.detdiffusion.networks.nn.NormedConvolution;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/** The few layers that {@link Inception} is made of. */
final class InceptionLayers {

  private static final double EPSILON = 1e-3;

  private InceptionLayers() {}

  static Tensor convolution(Scope p, Tensor x, long out, NormedConvolution.Kernel kernel) {
    Tensor y = new NormedConvolution(p.at("conv"), p.at("bn"), EPSILON).apply(x, out, kernel);
    return y.apply(y.shape(), "torch.relu(%s)", y);
  }

  static Tensor halvingPool(Tensor x) {
    long[] half = {x.size(0), x.size(1), (x.size(2) - 3) / 2 + 1, (x.size(3) - 3) / 2 + 1};
    return x.apply(half, "torch.max_pool2d(%s, [3, 3], [2, 2], [0, 0])", x);
  }

  static Tensor maxPool(Tensor x) {
    return x.apply(x.shape(), "torch.max_pool2d(%s, [3, 3], [1, 1], [1, 1])", x);
  }

  /** Of the pixels that there are. */
  static Tensor averagePool(Tensor x) {
    String call = "torch.avg_pool2d(%s, [3, 3], [1, 1], [1, 1], False, False)";
    return x.apply(x.shape(), call, x);
  }
}
