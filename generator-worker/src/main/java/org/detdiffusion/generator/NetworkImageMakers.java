package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.Generators;

/** Loads the generators that the trainer publishes, small ones and fine-tuned ones. */
@ApplicationScoped
class NetworkImageMakers implements ImageMakers {

  @Override
  public ImageMaker load(Path checkpoint) throws IOException {
    try {
      return new NetworkImageMaker(Generators.load(checkpoint));
    } catch (RuntimeException unfit) {
      throw new IOException(checkpoint + " holds no generator: " + unfit.getMessage(), unfit);
    }
  }
}
