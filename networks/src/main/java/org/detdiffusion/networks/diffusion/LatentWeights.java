package org.detdiffusion.networks.diffusion;

import java.util.Arrays;
import org.detdiffusion.perception.layout.ForegroundMask;
import org.detdiffusion.perception.layout.Layout;
import org.detdiffusion.perception.layout.LayoutObject;

/** How much each latent counts in the diffusion loss. */
@FunctionalInterface
public interface LatentWeights {

  /**
   * @param whole all objects of the image
   * @param named those in the prompt, in its order
   * @return {@code side x side} weights, row by row
   */
  float[] of(Layout whole, Layout named, int side);

  /** All the same. */
  static LatentWeights uniform() {
    return (whole, named, side) -> {
      float[] ones = new float[side * side];
      Arrays.fill(ones, 1);
      return ones;
    };
  }

  /** GeoDiffusion's foreground re-weighting, of the objects in the prompt. */
  static LatentWeights foreground(ForegroundMask mask) {
    return (whole, named, side) -> mask.of(named, side, side);
  }

  /** 1, and {@code more} on top of it inside boxes. */
  static LatentWeights boxes(double more) {
    return (whole, named, side) -> {
      float[] weights = new float[side * side];
      double scale = (double) side / whole.width();
      for (int cell = 0; cell < weights.length; cell++) {
        double x = (cell % side + 0.5) / scale;
        double y = (cell / side + 0.5) / scale;
        boolean inside =
            whole.objects().stream()
                .map(LayoutObject::box)
                .anyMatch(b -> x >= b.x() && x < b.right() && y >= b.y() && y < b.bottom());
        weights[cell] = (float) (inside ? 1 + more : 1);
      }
      return weights;
    };
  }
}
