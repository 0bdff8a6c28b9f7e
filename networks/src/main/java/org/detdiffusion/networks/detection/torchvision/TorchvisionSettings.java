package org.detdiffusion.networks.detection.torchvision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.detdiffusion.networks.detection.settings.Settings;

/**
 * Everything about a detector of torchvision but its weights.
 *
 * @param classes names by label; for RetinaNet and Faster R-CNN the first is the background
 */
public record TorchvisionSettings(
    DetectionNetwork network, Resizing resizing, List<String> classes) {

  /**
   * Reads {@code architecture}, the name of torchvision's builder; {@code classes}, the names of
   * all labels; and any of the builder's arguments, whose defaults are torchvision's. Further
   * settings describe other widths: {@code resnet_blocks}, {@code resnet_planes}, {@code
   * norm_epsilon} (1e-5; 0 for torchvision's COCO_V1 weights), {@code fpn_channels}, {@code
   * returned_layers}, {@code anchor_sizes}, {@code aspect_ratios}, {@code num_convs}, {@code
   * rpn_conv_depth}, {@code roi_output_size}, {@code roi_sampling_ratio}, {@code mlp_width}.
   *
   * @throws IllegalArgumentException in one sentence that names the setting
   */
  public static TorchvisionSettings read(JsonNode json) {
    Settings settings = new Settings(json);
    List<String> classes = settings.texts("classes");
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("the setting 'classes' must name at least one class");
    }
    Architectures architectures = new Architectures(settings, classes.size());
    DetectionNetwork network = architectures.network(settings.text("architecture"));
    Resizing resizing = architectures.resizing();
    settings.refuseOthers();
    check(
        network.anchors(),
        network.backbone().sizes(Backbone.EXAMPLE_SIDE, Backbone.EXAMPLE_SIDE).size());
    return new TorchvisionSettings(network, resizing, classes);
  }

  private static void check(AnchorGrid anchors, int levels) {
    if (anchors.sizes().size() != levels) {
      throw new IllegalArgumentException(
          "the setting 'anchor_sizes' has %d levels where the network has %d"
              .formatted(anchors.sizes().size(), levels));
    }
    for (int level = 0; level < levels; level++) {
      int shapes = anchors.sizes().get(level).size() * anchors.ratios().get(level).size();
      if (shapes != anchors.perPlace() || shapes == 0) {
        throw new IllegalArgumentException(
            "the setting 'anchor_sizes' must have as many anchors on every level");
      }
    }
  }
}
