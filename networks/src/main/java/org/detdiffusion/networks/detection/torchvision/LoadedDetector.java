package org.detdiffusion.networks.detection.torchvision;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.networks.script.ParameterSource;

/** A network with its weights, ready to look at images. Calls may come from any thread. */
public sealed interface LoadedDetector extends AutoCloseable
    permits LoadedOneStage, LoadedFasterRcnn {

  /**
   * @throws org.detdiffusion.networks.weights.InvalidWeightsException when a tensor is missing or
   *     has another shape
   */
  static LoadedDetector of(DetectionNetwork network, ParameterSource weights) throws IOException {
    if (network instanceof FasterRcnn fasterRcnn) {
      return new LoadedFasterRcnn(fasterRcnn, weights);
    }
    return new LoadedOneStage((OneStage) network, weights);
  }

  /** Per image, in pixels of the original, best first. */
  List<Found> detect(ImageBatch batch);

  @Override
  void close();
}
