package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.nn.Layers.linear;

import org.detdiffusion.networks.detection.boxes.RoiAlign;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * The second stage of Faster R-CNN: what is in a proposal, and for each class the way to its box.
 *
 * @param align how a proposal's features are pooled
 * @param width of both hidden layers
 */
public record BoxHead(RoiAlign align, int width) {

  /**
   * @param logits {@code [R, classes]}, background first
   * @param deltas {@code [R, 4 classes]}
   */
  public record Output(Tensor logits, Tensor deltas) {}

  /**
   * @param p {@code roi_heads}
   * @param pooled {@code [R, C, rows, columns]}
   */
  public Output forward(Scope p, Tensor pooled, int classes) {
    long features = pooled.size(1) * pooled.size(2) * pooled.size(3);
    Tensor x = pooled.apply(new long[] {pooled.size(0), features}, "torch.flatten(%s, 1)", pooled);
    x = ResNet.relu(linear(p.at("box_head").at("fc6"), x, width));
    x = ResNet.relu(linear(p.at("box_head").at("fc7"), x, width));
    Scope predictor = p.at("box_predictor");
    return new Output(
        linear(predictor.at("cls_score"), x, classes),
        linear(predictor.at("bbox_pred"), x, 4L * classes));
  }
}
