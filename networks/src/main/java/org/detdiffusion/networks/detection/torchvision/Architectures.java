package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.BoxMatcher;
import org.detdiffusion.networks.detection.boxes.RoiAlign;
import org.detdiffusion.networks.detection.settings.Settings;

/** Builds networks from torchvision's settings, with the defaults of its builders. */
final class Architectures {

  private static final List<Double> RATIOS = List.of(0.5, 1.0, 2.0);
  private static final List<Double> SIZES = List.of(32.0, 64.0, 128.0, 256.0, 512.0);

  private final Settings settings;
  private final int classes;

  Architectures(Settings settings, int classes) {
    this.settings = settings;
    this.classes = classes;
  }

  DetectionNetwork network(String name) {
    return switch (name) {
      case "fcos_resnet50_fpn" -> fcos();
      case "retinanet_resnet50_fpn" -> retinaNet();
      case "fasterrcnn_resnet50_fpn" -> fasterRcnn();
      default ->
          throw new IllegalArgumentException(
              "the architecture '"
                  + name
                  + "' is unknown; there are fcos_resnet50_fpn, retinanet_resnet50_fpn and"
                  + " fasterrcnn_resnet50_fpn");
    };
  }

  Resizing resizing() {
    Resizing usual = Resizing.of(settings.whole("min_size", 800), settings.whole("max_size", 1333));
    return new Resizing(
        usual.shorter(),
        usual.longer(),
        settings.numbers("image_mean", usual.mean()),
        settings.numbers("image_std", usual.deviation()),
        settings.whole("size_divisible", usual.multiple()));
  }

  private Backbone backbone(List<Integer> layers, FeaturePyramid.Coarsest coarsest) {
    return new Backbone(
        new ResNet(
            settings.wholes("resnet_blocks", List.of(3, 4, 6, 3)),
            settings.whole("resnet_planes", 64),
            settings.number("norm_epsilon", 1e-5)),
        new FeaturePyramid(
            settings.wholes("returned_layers", layers),
            settings.whole("fpn_channels", 256),
            coarsest));
  }

  private DenseSelection selection(double score, double overlap, int detections) {
    return new DenseSelection(
        settings.number("score_thresh", score),
        settings.number("nms_thresh", overlap),
        settings.whole("detections_per_img", detections),
        settings.whole("topk_candidates", 1000));
  }

  private Fcos fcos() {
    List<List<Double>> strides =
        List.of(List.of(8.0), List.of(16.0), List.of(32.0), List.of(64.0), List.of(128.0));
    return new Fcos(
        backbone(List.of(2, 3, 4), FeaturePyramid.Coarsest.CONVOLVED),
        AnchorGrid.squares(settings.table("anchor_sizes", strides)),
        classes,
        settings.whole("num_convs", 4),
        settings.number("center_sampling_radius", 1.5),
        selection(0.2, 0.6, 100));
  }

  private RetinaNet retinaNet() {
    List<List<Double>> octaves = new ArrayList<>();
    for (double size : SIZES) {
      octaves.add(List.of(size, Math.floor(size * Math.cbrt(2)), Math.floor(size * Math.cbrt(4))));
    }
    return new RetinaNet(
        backbone(List.of(2, 3, 4), FeaturePyramid.Coarsest.CONVOLVED),
        anchors(octaves),
        classes,
        settings.whole("num_convs", 4),
        matcher("", 0.5, 0.4, true),
        selection(0.05, 0.5, 300));
  }

  private FasterRcnn fasterRcnn() {
    int side = settings.whole("roi_output_size", 7);
    RoiAlign align = new RoiAlign(side, side, settings.whole("roi_sampling_ratio", 2), false);
    List<Double> weights = settings.numbers("bbox_reg_weights", List.of(10.0, 10.0, 5.0, 5.0));
    if (weights.size() != 4
        || !weights.get(0).equals(weights.get(1))
        || !weights.get(2).equals(weights.get(3))) {
      throw new IllegalArgumentException(
          "the setting 'bbox_reg_weights' must be two equal numbers and two more");
    }
    return new FasterRcnn(
        backbone(List.of(1, 2, 3, 4), FeaturePyramid.Coarsest.POOLED),
        anchors(SIZES.stream().map(List::of).toList()),
        classes,
        new RegionProposals(settings.whole("rpn_conv_depth", 1)),
        proposals("test", 1000, 1000),
        proposals("train", 2000, 2000),
        new BoxHead(align, settings.whole("mlp_width", 1024)),
        new BoxSelection(
            new BoxCoder(weights.get(0), weights.get(2)),
            settings.number("box_score_thresh", 0.05),
            settings.number("box_nms_thresh", 0.5),
            settings.whole("box_detections_per_img", 100)),
        sampling("rpn_", matcher("rpn_", 0.7, 0.3, true), 256, 0.5),
        sampling("box_", matcher("box_", 0.5, 0.5, false), 512, 0.25));
  }

  private AnchorGrid anchors(List<List<Double>> sizes) {
    List<List<Double>> chosen = settings.table("anchor_sizes", sizes);
    return new AnchorGrid(
        chosen, settings.table("aspect_ratios", Collections.nCopies(chosen.size(), RATIOS)));
  }

  private ProposalSelection proposals(String mode, int candidates, int most) {
    return new ProposalSelection(
        settings.whole("rpn_pre_nms_top_n_" + mode, candidates),
        settings.whole("rpn_post_nms_top_n_" + mode, most),
        settings.number("rpn_nms_thresh", 0.7),
        settings.number("rpn_score_thresh", 0));
  }

  private BoxMatcher matcher(String prefix, double high, double low, boolean keepsBest) {
    return new BoxMatcher(
        settings.number(prefix + "fg_iou_thresh", high),
        settings.number(prefix + "bg_iou_thresh", low),
        keepsBest);
  }

  private Sampling sampling(String prefix, BoxMatcher matcher, int size, double positive) {
    return new Sampling(
        matcher,
        settings.whole(prefix + "batch_size_per_image", size),
        settings.number(prefix + "positive_fraction", positive));
  }
}
