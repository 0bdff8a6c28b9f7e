package org.detdiffusion.generator;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** Loads generators from their checkpoints. */
interface ImageMakers {

  /**
   * Reads a checkpoint directory.
   *
   * @throws InvalidWeightsException when it isn't whole or isn't a generator's, and never will be
   * @throws IOException when it isn't there yet or can't be read now
   */
  Generator load(Path checkpoint) throws IOException;

  /** A look that costs nothing, before others are dropped to make room for it; throws as load. */
  default void look(Path checkpoint) throws IOException {}
}
