package org.detdiffusion.networks.detection;

import static org.detdiffusion.networks.nn.Functions.upsampleNearest;
import static org.detdiffusion.networks.nn.Layers.conv2d;
import static org.detdiffusion.networks.nn.Layers.groupNorm;

import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * A small anchor-free detector: four stages down to stride 16, a pyramid back up to stride 4, and
 * at each of its points class scores and the distances to the four sides of a box (as FCOS, Tian et
 * al. 2019). Names no size of batch or image, so one script serves all.
 */
public record PocketDetector(DetectorConfig config) {

  /** Scores start near 0.01, so that the many empty points don't swamp the first steps. */
  private static final double INITIAL_LOGIT = -4.6;

  /** Pixels that a raw distance of 0 stands for. */
  private static final double UNIT = 8;

  /**
   * @param logits {@code [N, classes, H/4, W/4]}, before the sigmoid
   * @param distances {@code [N, 4, H/4, W/4]}: left, top, right, bottom in pixels from the point
   */
  public record Output(Tensor logits, Tensor distances) {}

  /**
   * @param images {@code [N, 3, H, W]} in -1..1
   */
  public Output forward(Scope p, Tensor images) {
    Tensor stem = block(p.at("stem"), images, config.channels().get(0), 2);
    Tensor fine = stage(p.at("stage", 1), stem, config.channels().get(1));
    Tensor middle = stage(p.at("stage", 2), fine, config.channels().get(2));
    Tensor coarse = stage(p.at("stage", 3), middle, config.channels().get(3));
    return heads(p, pyramid(p.at("pyramid"), fine, middle, coarse));
  }

  private Tensor stage(Scope p, Tensor x, int channels) {
    Tensor down = block(p.at("down"), x, channels, 2);
    return down.plus(block(p.at("residual"), down, channels, 1));
  }

  private Tensor pyramid(Scope p, Tensor fine, Tensor middle, Tensor coarse) {
    Tensor top = conv2d(p.at("coarse"), coarse, config.width(), 1, 1);
    Tensor mid = conv2d(p.at("middle"), middle, config.width(), 1, 1).plus(upsampleNearest(top, 2));
    return conv2d(p.at("fine"), fine, config.width(), 1, 1).plus(upsampleNearest(mid, 2));
  }

  private Output heads(Scope p, Tensor x) {
    Tensor classes = block(p.at("class_tower"), x, config.width(), 1);
    Tensor boxes = block(p.at("box_tower"), x, config.width(), 1);
    Tensor logits = conv2d(p.at("class"), classes, config.classes().size(), 3, 1);
    Tensor raw = conv2d(p.at("box"), boxes, 4, 3, 1);
    return new Output(logits.plus(INITIAL_LOGIT), raw.clamp(-5, 3.5).exp().times(UNIT));
  }

  private Tensor block(Scope p, Tensor x, int channels, int stride) {
    Tensor y = conv2d(p.at("conv"), x, channels, 3, stride);
    return groupNorm(p.at("norm"), y, config.groups(), 1e-5).silu();
  }
}
