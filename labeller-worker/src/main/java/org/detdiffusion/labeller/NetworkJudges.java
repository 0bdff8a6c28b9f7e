package org.detdiffusion.labeller;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.detdiffusion.networks.detection.Detector;
import org.detdiffusion.networks.script.NativeMemory;
import org.detdiffusion.networks.weights.Checkpoint;
import org.detdiffusion.networks.weights.InvalidWeightsException;

/** Loads the detectors that the trainer publishes. */
@ApplicationScoped
class NetworkJudges implements Judges {

  @Override
  public Judge load(Path checkpoint) throws IOException {
    Checkpoint.requireThere(checkpoint);
    try {
      return new NetworkJudge(Detector.load(checkpoint));
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    } catch (RuntimeException unfit) {
      String fault = "holds no detector: " + unfit.getMessage();
      throw NativeMemory.isExhausted(unfit)
          ? new IOException("there is no memory for " + checkpoint, unfit)
          : new InvalidWeightsException(checkpoint, fault, unfit);
    }
  }
}
