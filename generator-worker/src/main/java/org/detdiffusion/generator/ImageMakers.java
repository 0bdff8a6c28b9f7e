package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;

/** Loads generators from their checkpoints. */
interface ImageMakers {

  /**
   * Reads a checkpoint directory.
   *
   * @throws IOException when it isn't there, isn't whole, or isn't a generator's
   */
  ImageMaker load(Path checkpoint) throws IOException;
}
