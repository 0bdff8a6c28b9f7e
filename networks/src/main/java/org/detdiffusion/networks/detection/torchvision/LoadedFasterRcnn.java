package org.detdiffusion.networks.detection.torchvision;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.PixelTable;
import org.detdiffusion.networks.detection.boxes.RoiAlign;
import org.detdiffusion.networks.script.ParameterSource;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Script;
import org.detdiffusion.networks.script.Torch;
import org.detdiffusion.networks.script.Trace;
import org.detdiffusion.networks.script.Weights;

/** Runs {@link FasterRcnn} on images: both stages, and the choice of proposals between them. */
final class LoadedFasterRcnn implements LoadedDetector {

  private final FasterRcnn network;
  private final Script script;
  private final Weights weights;

  LoadedFasterRcnn(FasterRcnn network, ParameterSource source) throws IOException {
    this.network = network;
    Parameters parameters = Backbone.parameters();
    Trace.Method first = Trace.listMethod("first", parameters, network::firstStage);
    Trace.Method second = Trace.method("second", parameters, network::secondStage);
    source.check(parameters);
    weights = Weights.copied(parameters, source);
    script = new Script(List.of(first.source(), second.source()));
  }

  @Override
  public List<Found> detect(ImageBatch batch) {
    try (NDManager manager = Torch.manager()) {
      NDList inputs = new NDList(batch.toArray(manager));
      weights.addTo(inputs, "p");
      NDList results = script.callAll("first", inputs, false);
      List<Boxes> proposals = propose(batch, results.get(0).toFloatArray());
      return select(batch, proposals, look(manager, batch, results, proposals));
    }
  }

  /** Of every image, in pixels of the resized image, best first. */
  List<Boxes> propose(ImageBatch batch, float[] answers) {
    Boxes anchors = network.anchors(batch);
    int[] counts = network.anchors().counts(network.levels(batch));
    List<Boxes> proposals = new ArrayList<>();
    for (int i = 0; i < batch.count(); i++) {
      proposals.add(network.selected().select(answers, i, anchors, counts, batch.resized().get(i)));
    }
    return proposals;
  }

  private float[] look(NDManager manager, ImageBatch batch, NDList results, List<Boxes> proposals) {
    List<RoiAlign.Region> regions = network.pooling(batch).regions(proposals);
    if (regions.isEmpty()) {
      return new float[0];
    }
    PixelTable table = new PixelTable(batch.count(), network.pooled(network.levels(batch)));
    NDList inputs = new NDList();
    for (NDArray level : results.subNDList(1)) {
      level.setName("levels[]");
      inputs.add(level);
    }
    inputs.addAll(network.head().align().arrays(manager, table, regions));
    weights.addTo(inputs, "p");
    return script.call("second", inputs, false).toFloatArray();
  }

  private List<Found> select(ImageBatch batch, List<Boxes> proposals, float[] answers) {
    List<Found> found = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < batch.count(); i++) {
      Boxes of = proposals.get(i);
      Found onResized =
          network.selection().select(answers, network.classes(), start, of, batch.resized().get(i));
      found.add(onResized.on(batch.restore(onResized.boxes(), i)));
      start += of.size();
    }
    return found;
  }

  @Override
  public void close() {
    script.close();
    weights.close();
  }
}
