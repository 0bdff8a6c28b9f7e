package org.detdiffusion.networks.detection.torchvision;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Scope;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/** A detector whose answers at all anchors are its detections. */
sealed interface OneStage extends DetectionNetwork permits Fcos, RetinaNet {

  DenseSelection selection();

  DenseSelection.Decoder decoder();

  /** Scores 0..1 and codes: {@code [N, anchors, classes + 4]}. */
  Tensor answers(Scope p, Tensor images);

  /** The losses, named by {@link #lossNames}, behind their sum: one vector. */
  Tensor losses(Trace trace);

  /** What the losses compare with, in the order that they declare it after the images. */
  LossInputs targets(ImageBatch batch, List<Truth> truths);

  /** Scalars, their sum before them. */
  static Tensor withTotal(Tensor... losses) {
    List<Tensor> all = new ArrayList<>();
    Tensor total = losses[0];
    for (int i = 1; i < losses.length; i++) {
      total = total.plus(losses[i]);
    }
    all.add(total);
    all.addAll(List.of(losses));
    return Tensor.stack(all);
  }
}
