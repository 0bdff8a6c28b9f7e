package org.detdiffusion.networks.features;

import static org.detdiffusion.networks.features.InceptionLayers.averagePool;
import static org.detdiffusion.networks.features.InceptionLayers.convolution;
import static org.detdiffusion.networks.features.InceptionLayers.halvingPool;
import static org.detdiffusion.networks.features.InceptionLayers.maxPool;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.nn.NormedConvolution.Kernel;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * Inception v3 (Szegedy et al. 2016) as the Fréchet distance uses it: averages leave the padding
 * out, and the last block takes a maximum instead. Names are torchvision's.
 */
public final class Inception {

  private static final int SIDE = 299;
  private static final Kernel ONE = Kernel.square(1, 1);
  private static final Kernel THREE = Kernel.square(3, 1);
  private static final Kernel HALVING = new Kernel(3, 3, 2, 0, 0);
  private static final Kernel INNER = new Kernel(3, 3, 1, 0, 0);

  private Inception() {}

  /**
   * @param images {@code [N, 3, H, W]} in 0..1, of any size
   * @return features after each of four blocks; the last are {@code [N, 2048, 1, 1]}
   */
  public static List<Tensor> forward(Scope p, Tensor images) {
    List<Tensor> blocks = new ArrayList<>();
    long[] square = {images.size(0), 3, SIDE, SIDE};
    String resize = "torch.upsample_bilinear2d(%s, [299, 299], False, None)";
    Tensor x = images.apply(square, resize, images).times(2).plus(-1);
    x = convolution(p.at("Conv2d_1a_3x3"), x, 32, HALVING);
    x = convolution(p.at("Conv2d_2a_3x3"), x, 32, INNER);
    x = halvingPool(convolution(p.at("Conv2d_2b_3x3"), x, 64, THREE));
    blocks.add(x);
    x = convolution(p.at("Conv2d_3b_1x1"), x, 80, ONE);
    x = halvingPool(convolution(p.at("Conv2d_4a_3x3"), x, 192, INNER));
    blocks.add(x);
    x = fine(p.at("Mixed_5d"), fine(p.at("Mixed_5c"), fine(p.at("Mixed_5b"), x, 32), 64), 64);
    x = middle(p.at("Mixed_6b"), shrinkFine(p.at("Mixed_6a"), x), 128);
    x = middle(p.at("Mixed_6d"), middle(p.at("Mixed_6c"), x, 160), 160);
    x = middle(p.at("Mixed_6e"), x, 192);
    blocks.add(x);
    x = shrinkMiddle(p.at("Mixed_7a"), x);
    x = coarse(p.at("Mixed_7b"), x, false);
    x = coarse(p.at("Mixed_7c"), x, true);
    long[] mean = {x.size(0), x.size(1), 1, 1};
    blocks.add(x.apply(mean, "torch.mean(%s, [2, 3], True)", x));
    return blocks;
  }

  private static Tensor fine(Scope p, Tensor x, long pooled) {
    Tensor five = convolution(p.at("branch5x5_1"), x, 48, ONE);
    five = convolution(p.at("branch5x5_2"), five, 64, Kernel.square(5, 1));
    Tensor twice = convolution(p.at("branch3x3dbl_1"), x, 64, ONE);
    twice = convolution(p.at("branch3x3dbl_2"), twice, 96, THREE);
    twice = convolution(p.at("branch3x3dbl_3"), twice, 96, THREE);
    Tensor pool = convolution(p.at("branch_pool"), averagePool(x), pooled, ONE);
    return Tensor.cat(1, convolution(p.at("branch1x1"), x, 64, ONE), five, twice, pool);
  }

  private static Tensor shrinkFine(Scope p, Tensor x) {
    Tensor twice = convolution(p.at("branch3x3dbl_1"), x, 64, ONE);
    twice = convolution(p.at("branch3x3dbl_2"), twice, 96, THREE);
    twice = convolution(p.at("branch3x3dbl_3"), twice, 96, HALVING);
    return Tensor.cat(1, convolution(p.at("branch3x3"), x, 384, HALVING), twice, halvingPool(x));
  }

  private static Tensor middle(Scope p, Tensor x, long width) {
    Tensor seven = convolution(p.at("branch7x7_1"), x, width, ONE);
    seven = convolution(p.at("branch7x7_2"), seven, width, across(7));
    seven = convolution(p.at("branch7x7_3"), seven, 192, down(7));
    Tensor twice = convolution(p.at("branch7x7dbl_1"), x, width, ONE);
    twice = convolution(p.at("branch7x7dbl_2"), twice, width, down(7));
    twice = convolution(p.at("branch7x7dbl_3"), twice, width, across(7));
    twice = convolution(p.at("branch7x7dbl_4"), twice, width, down(7));
    twice = convolution(p.at("branch7x7dbl_5"), twice, 192, across(7));
    Tensor pool = convolution(p.at("branch_pool"), averagePool(x), 192, ONE);
    return Tensor.cat(1, convolution(p.at("branch1x1"), x, 192, ONE), seven, twice, pool);
  }

  private static Tensor shrinkMiddle(Scope p, Tensor x) {
    Tensor three = convolution(p.at("branch3x3_1"), x, 192, ONE);
    three = convolution(p.at("branch3x3_2"), three, 320, HALVING);
    Tensor seven = convolution(p.at("branch7x7x3_1"), x, 192, ONE);
    seven = convolution(p.at("branch7x7x3_2"), seven, 192, across(7));
    seven = convolution(p.at("branch7x7x3_3"), seven, 192, down(7));
    seven = convolution(p.at("branch7x7x3_4"), seven, 192, HALVING);
    return Tensor.cat(1, three, seven, halvingPool(x));
  }

  private static Tensor coarse(Scope p, Tensor x, boolean last) {
    Tensor three = convolution(p.at("branch3x3_1"), x, 384, ONE);
    Tensor twice = convolution(p.at("branch3x3dbl_1"), x, 448, ONE);
    twice = convolution(p.at("branch3x3dbl_2"), twice, 384, THREE);
    Tensor pooled = last ? maxPool(x) : averagePool(x);
    return Tensor.cat(
        1,
        convolution(p.at("branch1x1"), x, 320, ONE),
        convolution(p.at("branch3x3_2a"), three, 384, across(3)),
        convolution(p.at("branch3x3_2b"), three, 384, down(3)),
        convolution(p.at("branch3x3dbl_3a"), twice, 384, across(3)),
        convolution(p.at("branch3x3dbl_3b"), twice, 384, down(3)),
        convolution(p.at("branch_pool"), pooled, 192, ONE));
  }

  private static Kernel across(int width) {
    return new Kernel(1, width, 1, 0, width / 2);
  }

  private static Kernel down(int height) {
    return new Kernel(height, 1, 1, height / 2, 0);
  }
}
