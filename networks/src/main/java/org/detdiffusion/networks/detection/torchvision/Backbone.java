package org.detdiffusion.networks.detection.torchvision;

import java.util.List;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/** What all three detectors look at an image with. */
public record Backbone(ResNet body, FeaturePyramid pyramid) {

  /** Sizes to trace with: the scripts that come out name none, so any others may follow. */
  static final int EXAMPLE_IMAGES = 2;

  static final int EXAMPLE_SIDE = 128;
  static final int EXAMPLE_BOXES = 3;

  /** Names the images as input of the method that is traced. */
  static Tensor images(Trace trace) {
    return trace.input("images", EXAMPLE_IMAGES, 3, EXAMPLE_SIDE, EXAMPLE_SIDE);
  }

  /** Group 0 is trained; group 1, the frozen norms, is not. */
  public static Parameters parameters() {
    return new Parameters(2, (name, shape) -> isFrozen(name) ? 1 : 0);
  }

  private static boolean isFrozen(String name) {
    return name.startsWith("backbone.body.")
        && name.matches(".*\\.(bn\\d|downsample\\.1)\\.(weight|bias|running_mean|running_var)");
  }

  /**
   * @param p the root of all names
   * @param images {@code [N, 3, H, W]}
   * @return the levels of the pyramid, finest first
   */
  public List<Tensor> forward(Scope p, Tensor images) {
    Scope backbone = p.at("backbone");
    return pyramid.forward(backbone.at("fpn"), body.forward(backbone.at("body"), images));
  }

  public List<PixelTable.Size> sizes(int height, int width) {
    return pyramid.sizes(height, width);
  }
}
