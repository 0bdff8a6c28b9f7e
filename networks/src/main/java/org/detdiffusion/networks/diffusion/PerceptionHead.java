package org.detdiffusion.networks.diffusion;

import static org.detdiffusion.networks.nn.Functions.pixelShuffle;
import static org.detdiffusion.networks.nn.Functions.upsampleNearest;
import static org.detdiffusion.networks.nn.Layers.conv2d;
import static org.detdiffusion.networks.nn.Layers.linear;

import java.util.List;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * The segmentation head of the perception-aware loss (DetDiffusion 3.2): multi-level features of
 * the U-Net to one mask for each object. The mask of an object is the product of a pixel map with a
 * query made of the object's state in the prompt, so no matching is needed.
 *
 * @param width channels each level is brought to
 * @param depth channels of the pixel map
 * @param upscale side of the masks over the side of the latents
 */
public record PerceptionHead(int width, int depth, int upscale) {

  /**
   * @param levels features, coarsest first, {@code [N, C_k, H_k, W_k]}
   * @param objects states of the objects' last tokens, {@code [N, K, C]}
   * @return logits, {@code [N, K, H upscale, W upscale]}
   */
  public Tensor forward(Scope p, List<Tensor> levels, Tensor objects) {
    Tensor finest = levels.get(levels.size() - 1);
    Tensor[] merged = new Tensor[levels.size()];
    for (int i = 0; i < merged.length; i++) {
      Tensor level = conv2d(p.at("lateral", i), levels.get(i), width, 1, 1);
      merged[i] = upsampleNearest(level, (int) (finest.size(2) / level.size(2)));
    }
    Tensor h = conv2d(p.at("merge"), Tensor.cat(1, merged).silu(), 2L * width, 3, 1).silu();
    h = conv2d(p.at("pixels"), h, (long) depth * upscale * upscale, 3, 1);
    Tensor map = pixelShuffle(h, upscale);
    long n = map.size(0);
    long side = map.size(2) * map.size(3);
    Tensor query = linear(p.at("query"), objects, depth);
    Tensor logits = query.matmul(map.reshape(n, depth, side)).times(1 / Math.sqrt(depth)).widened();
    return logits.reshape(n, objects.size(1), map.size(2), map.size(3));
  }
}
