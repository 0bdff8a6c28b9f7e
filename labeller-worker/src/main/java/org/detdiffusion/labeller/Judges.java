package org.detdiffusion.labeller;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** Loads detectors from their checkpoints. */
interface Judges {

  /**
   * Reads a checkpoint directory.
   *
   * @throws InvalidWeightsException when it isn't whole or isn't a detector's, and never will be
   * @throws IOException when it isn't there yet or can't be read now
   */
  Judge load(Path checkpoint) throws IOException;
}
