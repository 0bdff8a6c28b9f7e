package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusion.Generator;

/** Loads generators from their checkpoints. */
interface ImageMakers {

  /**
   * Reads a checkpoint directory.
   *
   * @throws IOException when it isn't there, isn't whole, or isn't a generator's
   */
  Generator load(Path checkpoint) throws IOException;
}
