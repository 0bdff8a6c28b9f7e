package org.detdiffusion.networks.diffusers;

import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.PocketGenerator;
import org.detdiffusion.networks.weights.Checkpoint;

/** Generators of either kind, told apart by what their checkpoints say of themselves. */
public final class Generators {

  private Generators() {}

  /**
   * @param checkpoint directory of one
   * @throws IOException in one sentence when it isn't there, isn't whole, or isn't a generator's
   */
  public static Generator load(Path checkpoint) throws IOException {
    return Checkpoint.role(checkpoint).equals(LayoutModel.ROLE)
        ? LayoutToImage.load(checkpoint)
        : PocketGenerator.load(checkpoint);
  }
}
