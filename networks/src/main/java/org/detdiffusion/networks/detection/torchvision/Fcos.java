package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.detection.torchvision.Backbone.EXAMPLE_BOXES;
import static org.detdiffusion.networks.nn.Layers.conv2d;
import static org.detdiffusion.networks.nn.Layers.groupNorm;

import java.util.List;
import org.detdiffusion.networks.detection.boxes.BoxOverlap;
import org.detdiffusion.networks.detection.boxes.ElementLosses;
import org.detdiffusion.networks.detection.boxes.LinearBoxCoder;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * FCOS (Tian et al. 2019): at every place class scores, the distances to the four sides of a box,
 * and how near to its centre the place is.
 *
 * @param classes background among them, as torchvision counts
 * @param convolutions of each tower
 * @param radius within which places learn a box, in strides from its centre
 */
public record Fcos(
    Backbone backbone,
    AnchorGrid anchors,
    int classes,
    int convolutions,
    double radius,
    DenseSelection selection)
    implements OneStage {

  static final LinearBoxCoder CODER = new LinearBoxCoder(true);
  private static final int GROUPS = 32;

  /**
   * @param logits {@code [N, places, classes]}
   * @param boxes {@code [N, places, 4]}: distances in anchors, not negative
   * @param centerness {@code [N, places, 1]}, before the sigmoid
   */
  public record Output(Tensor logits, Tensor boxes, Tensor centerness) {}

  public Output forward(Scope p, Tensor images) {
    return heads(p.at("head"), backbone.forward(p, images));
  }

  private Output heads(Scope p, List<Tensor> levels) {
    Scope classification = p.at("classification_head");
    Scope regression = p.at("regression_head");
    List<Tensor> scores = DenseHead.towers(levels, x -> tower(classification.at("conv"), x));
    List<Tensor> boxes = DenseHead.towers(levels, x -> tower(regression.at("conv"), x));
    return new Output(
        DenseHead.answers(classification.at("cls_logits"), scores, 3, 1, classes),
        ResNet.relu(DenseHead.answers(regression.at("bbox_reg"), boxes, 3, 1, 4)),
        DenseHead.answers(regression.at("bbox_ctrness"), boxes, 3, 1, 1));
  }

  /** Convolution, norm and relu are three layers each, and are counted so. */
  private Tensor tower(Scope p, Tensor x) {
    for (int i = 0; i < convolutions; i++) {
      Tensor y = conv2d(p.at(Integer.toString(3 * i)), x, x.size(1), 3, 1);
      x = ResNet.relu(groupNorm(p.at(Integer.toString(3 * i + 1)), y, GROUPS, 1e-5));
    }
    return x;
  }

  @Override
  public Tensor answers(Scope p, Tensor images) {
    Output out = forward(p, images);
    Tensor scores = out.logits.sigmoid().times(out.centerness.sigmoid()).sqrt();
    return Tensor.cat(2, scores, out.boxes);
  }

  @Override
  public DenseSelection.Decoder decoder() {
    return CODER::decode;
  }

  /** Declares the inputs that {@link FcosTargets} makes. Total, classes, boxes, centres. */
  @Override
  public Tensor losses(Trace trace) {
    Output out = forward(trace.root(), Backbone.images(trace));
    long places = out.logits.size(0) * out.logits.size(1);
    Tensor labels = trace.input("labels", places);
    Tensor chosen = trace.input("places", EXAMPLE_BOXES);
    Tensor references = trace.input("references", EXAMPLE_BOXES, 4);
    Tensor boxes = trace.input("boxes", EXAMPLE_BOXES, 4);
    Tensor centerness = trace.input("centerness", EXAMPLE_BOXES, 1);
    Tensor count = trace.input("count");
    Tensor logits =
        out.logits.apply(new long[] {places, classes}, "torch.flatten(%s, 0, 1)", out.logits);
    Tensor predicted = CODER.decode(DenseHead.rows(out.boxes, chosen), references);
    Tensor overlap = new BoxOverlap(predicted, boxes, 1e-7).generalised();
    Tensor centers = DenseHead.rows(out.centerness, chosen);
    return OneStage.withTotal(
        ElementLosses.focal(logits, DenseHead.oneHot(labels, classes), 0.25, 2).sum().over(count),
        overlap.times(-1).plus(1).sum().over(count),
        ElementLosses.binaryCrossEntropy(centers, centerness).sum().over(count));
  }

  @Override
  public List<String> lossNames() {
    return List.of("classification", "bbox_regression", "bbox_ctrness");
  }

  @Override
  public LossInputs targets(ImageBatch batch, List<Truth> truths) {
    return new FcosTargets(this, batch).of(truths);
  }
}
