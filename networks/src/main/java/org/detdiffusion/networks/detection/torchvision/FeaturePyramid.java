package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.nn.Layers.conv2d;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * Feature pyramid network (Lin et al. 2017) on a {@link ResNet}.
 *
 * @param layers of the ResNet that it takes, 1 to 4, in order
 * @param channels of every level
 */
public record FeaturePyramid(List<Integer> layers, int channels, Coarsest coarsest) {

  /** What comes above the last layer. */
  public enum Coarsest {
    /** Every second pixel of the last level, as in Faster R-CNN. */
    POOLED,
    /** Two more levels by convolution of the last. */
    CONVOLVED
  }

  public FeaturePyramid {
    if (layers.isEmpty()
        || layers.stream().anyMatch(layer -> layer < 1 || layer > 4)
        || !layers.equals(layers.stream().sorted().distinct().toList())
        || channels < 1) {
      throw new IllegalArgumentException(
          "a pyramid stands on some of the layers 1 to 4 in order, not on " + layers);
    }
  }

  /** All levels, finest first. */
  public List<Tensor> forward(Scope p, List<Tensor> of) {
    List<Tensor> levels = new ArrayList<>();
    Tensor above = null;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Tensor layer = of.get(layers.get(i) - 1);
      Tensor inner = conv2d(p.at("inner_blocks", i).at("0"), layer, channels, 1, 1);
      above = above == null ? inner : inner.plus(enlarged(above, inner));
      levels.add(0, conv2d(p.at("layer_blocks", i).at("0"), above, channels, 3, 1));
    }
    addCoarsest(p.at("extra_blocks"), levels);
    return List.copyOf(levels);
  }

  private static Tensor enlarged(Tensor x, Tensor to) {
    String call =
        "torch.upsample_nearest2d(%s, [torch.size(%s, 2), torch.size(%s, 3)],"
            + " annotate(Optional[List[float]], None))";
    return x.apply(to.shape(), call, x, to, to);
  }

  private void addCoarsest(Scope p, List<Tensor> levels) {
    Tensor last = levels.get(levels.size() - 1);
    if (coarsest == Coarsest.POOLED) {
      long[] half = {last.size(0), channels, half(last.size(2)), half(last.size(3))};
      levels.add(last.apply(half, "torch.max_pool2d(%s, [1, 1], [2, 2], [0, 0])", last));
      return;
    }
    Tensor p6 = conv2d(p.at("p6"), last, channels, 3, 2);
    levels.add(p6);
    levels.add(conv2d(p.at("p7"), ResNet.relu(p6), channels, 3, 2));
  }

  /** Sizes of the levels for images of a size. */
  public List<PixelTable.Size> sizes(int height, int width) {
    List<PixelTable.Size> sizes = new ArrayList<>();
    int extra = coarsest == Coarsest.POOLED ? 1 : 2;
    for (int i = 0; i < layers.size() + extra; i++) {
      int last = layers.get(layers.size() - 1);
      int halvings = 1 + (i < layers.size() ? layers.get(i) : last + i + 1 - layers.size());
      sizes.add(new PixelTable.Size(shrunk(height, halvings), shrunk(width, halvings)));
    }
    return sizes;
  }

  private static int shrunk(int size, int halvings) {
    int shrunk = size;
    for (int i = 0; i < halvings; i++) {
      shrunk = (int) half(shrunk);
    }
    return shrunk;
  }

  private static long half(long size) {
    return (size + 1) / 2;
  }
}
