package org.detdiffusion.labeller;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import org.detdiffusion.networks.detection.Detector;

/** Loads the detectors that the trainer publishes. */
@ApplicationScoped
class NetworkJudges implements Judges {

  @Override
  public Judge load(Path checkpoint) throws IOException {
    try {
      return new NetworkJudge(Detector.load(checkpoint));
    } catch (RuntimeException unfit) {
      throw new IOException(checkpoint + " holds no detector: " + unfit.getMessage(), unfit);
    }
  }
}
