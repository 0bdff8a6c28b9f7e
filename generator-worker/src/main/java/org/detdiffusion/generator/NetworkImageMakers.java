package org.detdiffusion.generator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.diffusers.LayoutToImage;
import org.detdiffusion.networks.diffusion.Generator;
import org.detdiffusion.networks.diffusion.PocketGenerator;

/** Loads the generators that the trainer publishes, small ones and fine-tuned ones. */
@ApplicationScoped
class NetworkImageMakers implements ImageMakers {

  @Override
  public ImageMaker load(Path checkpoint) throws IOException {
    try {
      return new NetworkImageMaker(generator(checkpoint));
    } catch (RuntimeException unfit) {
      throw new IOException(checkpoint + " holds no generator: " + unfit.getMessage(), unfit);
    }
  }

  private static Generator generator(Path checkpoint) throws IOException {
    return LayoutToImage.isOne(checkpoint)
        ? LayoutToImage.load(checkpoint)
        : PocketGenerator.load(checkpoint);
  }
}
