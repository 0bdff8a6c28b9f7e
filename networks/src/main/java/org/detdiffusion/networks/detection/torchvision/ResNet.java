package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.nn.NormedConvolution;
import org.detdiffusion.networks.nn.NormedConvolution.Kernel;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * ResNet of bottleneck blocks (He et al. 2016) with frozen batch norm; as in torchvision the 3x3
 * convolution of a block has the stride.
 *
 * @param blocks of each of the four layers: 3, 4, 6, 3 for ResNet-50
 * @param planes of the first layer: 64
 * @param epsilon of the norms: 1e-5, but 0 with torchvision's published detectors
 */
public record ResNet(List<Integer> blocks, int planes, double epsilon) {

  private static final int EXPANSION = 4;

  public ResNet {
    if (blocks.size() != 4 || blocks.stream().anyMatch(count -> count < 1) || planes < 1) {
      throw new IllegalArgumentException(
          "a ResNet has four layers of at least one block, not " + blocks + " of " + planes);
    }
  }

  /**
   * @param images {@code [N, 3, H, W]}
   * @return the four layers at strides 4, 8, 16 and 32
   */
  public List<Tensor> forward(Scope p, Tensor images) {
    Tensor x = relu(convolution(p, "conv1", "bn1").apply(images, planes, Kernel.square(7, 2)));
    x = maxPool(x);
    List<Tensor> layers = new ArrayList<>();
    for (int layer = 0; layer < blocks.size(); layer++) {
      x = layer(p.at("layer" + (layer + 1)), x, layer);
      layers.add(x);
    }
    return layers;
  }

  private Tensor layer(Scope p, Tensor x, int layer) {
    for (int block = 0; block < blocks.get(layer); block++) {
      int stride = block == 0 && layer > 0 ? 2 : 1;
      x = block(p.at(Integer.toString(block)), x, (long) planes << layer, stride, block == 0);
    }
    return x;
  }

  private Tensor block(Scope p, Tensor x, long width, int stride, boolean first) {
    Tensor y = relu(convolution(p, "conv1", "bn1").apply(x, width, Kernel.square(1, 1)));
    y = relu(convolution(p, "conv2", "bn2").apply(y, width, Kernel.square(3, stride)));
    y = convolution(p, "conv3", "bn3").apply(y, width * EXPANSION, Kernel.square(1, 1));
    Scope down = p.at("downsample");
    Tensor shortcut =
        first
            ? convolution(down, "0", "1").apply(x, width * EXPANSION, Kernel.square(1, stride))
            : x;
    return relu(y.plus(shortcut));
  }

  private NormedConvolution convolution(Scope p, String convolution, String norm) {
    return new NormedConvolution(p.at(convolution), p.at(norm), epsilon);
  }

  private static Tensor maxPool(Tensor x) {
    long[] half = {x.size(0), x.size(1), (x.size(2) - 1) / 2 + 1, (x.size(3) - 1) / 2 + 1};
    return x.apply(half, "torch.max_pool2d(%s, [3, 3], [2, 2], [1, 1])", x);
  }

  static Tensor relu(Tensor x) {
    return x.apply(x.shape(), "torch.relu(%s)", x);
  }
}
