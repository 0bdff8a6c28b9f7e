package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.detection.torchvision.Backbone.EXAMPLE_BOXES;
import static org.detdiffusion.networks.nn.Layers.conv2d;

import java.util.List;
import org.detdiffusion.networks.detection.boxes.BoxCoder;
import org.detdiffusion.networks.detection.boxes.BoxMatcher;
import org.detdiffusion.networks.detection.boxes.ElementLosses;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * RetinaNet (Lin et al. 2017): at every place several anchors, each with class scores and the way
 * to a box.
 *
 * @param classes background among them, as torchvision counts
 * @param convolutions of each tower
 * @param matcher which anchors learn a box
 */
public record RetinaNet(
    Backbone backbone,
    AnchorGrid anchors,
    int classes,
    int convolutions,
    BoxMatcher matcher,
    DenseSelection selection)
    implements OneStage {

  /**
   * @param logits {@code [N, anchors, classes]}
   * @param boxes {@code [N, anchors, 4]}: codes of {@link BoxCoder#PLAIN}
   */
  public record Output(Tensor logits, Tensor boxes) {}

  public Output forward(Scope p, Tensor images) {
    List<Tensor> levels = backbone.forward(p, images);
    Scope scores = p.at("head").at("classification_head");
    Scope boxes = p.at("head").at("regression_head");
    int perPlace = anchors.perPlace();
    return new Output(
        DenseHead.answers(
            scores.at("cls_logits"),
            DenseHead.towers(levels, x -> tower(scores.at("conv"), x)),
            3,
            perPlace,
            classes),
        DenseHead.answers(
            boxes.at("bbox_reg"),
            DenseHead.towers(levels, x -> tower(boxes.at("conv"), x)),
            3,
            perPlace,
            4));
  }

  private Tensor tower(Scope p, Tensor x) {
    for (int i = 0; i < convolutions; i++) {
      x = ResNet.relu(conv2d(p.at(Integer.toString(i)).at("0"), x, x.size(1), 3, 1));
    }
    return x;
  }

  @Override
  public Tensor answers(Scope p, Tensor images) {
    Output out = forward(p, images);
    return Tensor.cat(2, out.logits.sigmoid(), out.boxes);
  }

  @Override
  public DenseSelection.Decoder decoder() {
    return BoxCoder.PLAIN::decode;
  }

  /** Declares the inputs that {@link #targets} makes. Total, classes, boxes. */
  @Override
  public Tensor losses(Trace trace) {
    Output out = forward(trace.root(), Backbone.images(trace));
    long all = out.logits.size(0) * out.logits.size(1);
    Tensor labels = trace.input("labels", all);
    Tensor weights = trace.input("weights", all, 1);
    Tensor places = trace.input("places", EXAMPLE_BOXES);
    Tensor codes = trace.input("codes", EXAMPLE_BOXES, 4);
    Tensor shares = trace.input("shares", EXAMPLE_BOXES, 1);
    Tensor logits =
        out.logits.apply(new long[] {all, classes}, "torch.flatten(%s, 0, 1)", out.logits);
    Tensor focal = ElementLosses.focal(logits, DenseHead.oneHot(labels, classes), 0.25, 2);
    Tensor distances = DenseHead.rows(out.boxes, places).minus(codes).abs();
    return OneStage.withTotal(focal.times(weights).sum(), distances.times(shares).sum());
  }

  @Override
  public List<String> lossNames() {
    return List.of("classification", "bbox_regression");
  }

  @Override
  public LossInputs targets(ImageBatch batch, List<Truth> truths) {
    return new RetinaNetTargets(this, batch).of(truths);
  }
}
