package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.PocketGenerator;

/** Loads the generators that the trainer publishes. */
@ApplicationScoped
class NetworkImageMakers implements ImageMakers {

  @Override
  public ImageMaker load(Path checkpoint) throws IOException {
    try {
      return new NetworkImageMaker(PocketGenerator.load(checkpoint));
    } catch (RuntimeException unfit) {
      throw new IOException(checkpoint + " holds no generator: " + unfit.getMessage(), unfit);
    }
  }
}
