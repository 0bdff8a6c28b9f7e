package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.Generators;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.script.NativeMemory;

/** Loads the generators that the trainer publishes, small ones and fine-tuned ones. */
@ApplicationScoped
class NetworkImageMakers implements ImageMakers {

  @Override
  public Generator load(Path checkpoint) throws IOException {
    try {
      return Generators.load(checkpoint);
    } catch (RuntimeException unfit) {
      if (NativeMemory.isExhausted(unfit)) {
        throw unfit;
      }
      throw new IOException(checkpoint + " holds no generator: " + unfit.getMessage(), unfit);
    }
  }
}
