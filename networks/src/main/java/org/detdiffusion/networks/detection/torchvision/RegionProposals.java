package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.nn.Layers.conv2d;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;

/**
 * The first stage of Faster R-CNN (Ren et al. 2015): at every anchor whether there is an object,
 * and the way to its box.
 *
 * @param convolutions before the two answers
 */
public record RegionProposals(int convolutions) {

  /**
   * @param objectness of each level, {@code [N, A, H, W]}, before the sigmoid
   * @param deltas of each level, {@code [N, 4 A, H, W]}
   */
  public record Output(List<Tensor> objectness, List<Tensor> deltas) {

    /** Of all levels, {@code [N, anchors, 5]}: the logit, then the code of the box. */
    Tensor answers() {
      List<Tensor> parts = new ArrayList<>();
      for (int i = 0; i < objectness.size(); i++) {
        Tensor logits = DenseHead.flat(objectness.get(i), 1);
        parts.add(Tensor.cat(2, logits, DenseHead.flat(deltas.get(i), 4)));
      }
      return Tensor.cat(1, parts.toArray(new Tensor[0]));
    }
  }

  /**
   * @param p {@code rpn.head}
   */
  public Output forward(Scope p, List<Tensor> levels, int perPlace) {
    List<Tensor> objectness = new ArrayList<>();
    List<Tensor> deltas = new ArrayList<>();
    for (Tensor level : levels) {
      Tensor x = level;
      for (int i = 0; i < convolutions; i++) {
        Scope conv = p.at("conv", i).at("0");
        x = ResNet.relu(conv2d(conv, x, x.size(1), 3, 1));
      }
      objectness.add(conv2d(p.at("cls_logits"), x, perPlace, 1, 1));
      deltas.add(conv2d(p.at("bbox_pred"), x, 4L * perPlace, 1, 1));
    }
    return new Output(objectness, deltas);
  }
}
