package org.detdiffusion.networks.detection.torchvision;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;

/** Runs {@link Fcos} or {@link RetinaNet} on images. */
final class LoadedOneStage implements LoadedDetector {

  private final OneStage network;
  private final Script script;
  private final Weights weights;

  LoadedOneStage(OneStage network, ParameterSource source) throws IOException {
    this.network = network;
    Parameters parameters = Backbone.parameters();
    Trace.Method method =
        Trace.method(
            "answers", parameters, trace -> network.answers(trace.root(), Backbone.images(trace)));
    source.check(parameters);
    weights = Weights.copied(parameters, source);
    script = new Script(List.of(method.source()));
  }

  @Override
  public List<Found> detect(ImageBatch batch) {
    DenseAnswers answers =
        new DenseAnswers(
            run(batch),
            network.classes(),
            network.anchors(batch),
            network.anchors().counts(network.levels(batch)));
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      Found onResized =
          network.selection().select(answers, i, network.decoder(), batch.resized().get(i));
      found.add(onResized.on(batch.restore(onResized.boxes(), i)));
    }
    return found;
  }

  private float[] run(ImageBatch batch) {
    try (NDManager manager = Torch.manager()) {
      NDList inputs = new NDList(batch.toArray(manager));
      weights.addTo(inputs, "p");
      return script.call("answers", inputs, false).toFloatArray();
    }
  }

  @Override
  public void close() {
    script.close();
    weights.close();
  }
}
