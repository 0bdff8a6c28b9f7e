package org.detdiffusion.networks.detection.torchvision;

import static org.detdiffusion.networks.detection.torchvision.Backbone.EXAMPLE_BOXES;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.ElementLosses;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.detection.boxes.PyramidPooling;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * Faster R-CNN (Ren et al. 2015) on a feature pyramid: a first stage proposes boxes, a second looks
 * into each.
 *
 * @param classes background among them, index 0
 * @param selected proposals for detections
 * @param trained proposals to learn from
 * @param firstSampling anchors that the first stage learns from
 * @param secondSampling proposals that the second stage learns from
 */
public record FasterRcnn(
    Backbone backbone,
    AnchorGrid anchors,
    int classes,
    RegionProposals proposals,
    ProposalSelection selected,
    ProposalSelection trained,
    BoxHead head,
    BoxSelection selection,
    Sampling firstSampling,
    Sampling secondSampling)
    implements DetectionNetwork {

  private static final double BETA = 1.0 / 9;

  /** The answers of the first stage, {@code [N, anchors, 5]}, and behind them the levels. */
  List<Tensor> firstStage(Trace trace) {
    List<Tensor> levels = backbone.forward(trace.root(), Backbone.images(trace));
    List<Tensor> results = new ArrayList<>();
    results.add(propose(trace.root(), levels).answers());
    results.addAll(levels);
    return results;
  }

  public RegionProposals.Output propose(Scope p, List<Tensor> levels) {
    return proposals.forward(p.at("rpn").at("head"), levels, anchors.perPlace());
  }

  /** Takes all levels and what pooling needs: {@code [R, 5 classes]}, scores and codes. */
  Tensor secondStage(Trace trace) {
    BoxHead.Output out = head.forward(heads(trace), pool(trace, levels(trace)), classes);
    String softmax = "torch.softmax(%s, -1)";
    Tensor scores = out.logits().apply(out.logits().shape(), softmax, out.logits());
    return Tensor.cat(1, scores, out.deltas());
  }

  static Scope heads(Trace trace) {
    return trace.root().at("roi_heads");
  }

  /** Declares all levels as one input. */
  List<Tensor> levels(Trace trace) {
    List<long[]> shapes = new ArrayList<>();
    for (PixelTable.Size size : backbone.sizes(Backbone.EXAMPLE_SIDE, Backbone.EXAMPLE_SIDE)) {
      shapes.add(new long[] {2, backbone.pyramid().channels(), size.height(), size.width()});
    }
    return trace.inputs("levels", shapes);
  }

  Tensor pool(Trace trace, List<Tensor> levels) {
    return head.align().pool(trace, PixelTable.of(pooled(levels)), 3);
  }

  /** All but the coarsest, which is for proposals only. */
  <T> List<T> pooled(List<T> levels) {
    return levels.subList(0, backbone.pyramid().layers().size());
  }

  PyramidPooling pooling(ImageBatch batch) {
    ImageBatch.Size largest = batch.largest();
    return PyramidPooling.of(
        head.align(), pooled(levels(batch)), largest.height(), largest.width());
  }

  /** Declares the inputs of {@link FasterRcnnTargets}. Total, and as {@link #lossNames}. */
  Tensor losses(Trace trace) {
    List<Tensor> levels = backbone.forward(trace.root(), Backbone.images(trace));
    Tensor answers = propose(trace.root(), levels).answers();
    Tensor sampled = DenseHead.rows(answers, trace.input("sampled", EXAMPLE_BOXES));
    Tensor objectness = sampled.slice(1, 0, 1);
    Tensor objects = trace.input("objects", EXAMPLE_BOXES, 1);
    Tensor found = DenseHead.rows(answers, trace.input("places", EXAMPLE_BOXES)).slice(1, 1, 5);
    Tensor proposalLoss =
        ElementLosses.smoothL1(found, trace.input("codes", EXAMPLE_BOXES, 4), BETA).sum();
    BoxHead.Output out = head.forward(heads(trace), pool(trace, levels), classes);
    Tensor labels = trace.input("labels", EXAMPLE_BOXES);
    Tensor moved = ofClass(out.deltas(), trace.input("rows", EXAMPLE_BOXES));
    Tensor boxLoss =
        ElementLosses.smoothL1(moved, trace.input("targets", EXAMPLE_BOXES, 4), BETA).sum();
    return OneStage.withTotal(
        crossEntropy(out.logits(), labels),
        mean(boxLoss, labels),
        ElementLosses.binaryCrossEntropy(objectness, objects).mean(),
        mean(proposalLoss, objects));
  }

  @Override
  public List<String> lossNames() {
    return List.of("loss_classifier", "loss_box_reg", "loss_objectness", "loss_rpn_box_reg");
  }

  /** Rows of {@code [R * classes, 4]}. */
  private static Tensor ofClass(Tensor deltas, Tensor rows) {
    String call = "torch.index_select(torch.reshape(%s, [-1, 4]), 0, %s)";
    return deltas.apply(new long[] {rows.size(0), 4}, call, deltas, rows);
  }

  private static Tensor crossEntropy(Tensor logits, Tensor labels) {
    return logits.apply(new long[0], "torch.cross_entropy_loss(%s, %s)", logits, labels);
  }

  private static Tensor mean(Tensor sum, Tensor of) {
    return sum.apply(new long[0], "torch.div(%s, torch.numel(%s))", sum, of);
  }
}
