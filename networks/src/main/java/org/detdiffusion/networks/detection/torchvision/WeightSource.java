package org.detdiffusion.networks.detection.torchvision;

import java.io.IOException;
import org.detdiffusion.networks.script.Parameters;
import org.detdiffusion.networks.script.Weights;

/** Where a network's weights come from. */
@FunctionalInterface
public interface WeightSource {

  /**
   * @throws org.detdiffusion.networks.weights.InvalidWeightsException when a tensor is missing or
   *     has another shape, before memory is spent
   */
  Weights fill(Parameters parameters) throws IOException;
}
