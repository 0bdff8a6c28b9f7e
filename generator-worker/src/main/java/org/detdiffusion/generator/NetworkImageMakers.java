package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.Generators;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.script.NativeMemory;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** Loads the generators that the trainer publishes, small ones and fine-tuned ones. */
@ApplicationScoped
class NetworkImageMakers implements ImageMakers {

  @Override
  public void look(Path checkpoint) throws IOException {
    Checkpoint.requireThere(checkpoint);
    String unused = Checkpoint.role(checkpoint);
  }

  @Override
  public Generator load(Path checkpoint) throws IOException {
    try {
      return Generators.load(checkpoint);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    } catch (RuntimeException unfit) {
      if (NativeMemory.isExhausted(unfit)) {
        throw unfit;
      }
      throw new InvalidWeightsException(
          checkpoint, "holds no generator: " + unfit.getMessage(), unfit);
    }
  }
}
