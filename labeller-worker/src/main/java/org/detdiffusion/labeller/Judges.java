package org.detdiffusion.labeller;

import java.io.IOException;
import java.nio.file.Path;

/** Loads detectors from their checkpoints. */
interface Judges {

  /**
   * Reads a checkpoint directory.
   *
   * @throws IOException when it isn't there, isn't whole, or isn't a detector's
   */
  Judge load(Path checkpoint) throws IOException;
}
