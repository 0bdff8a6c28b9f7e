package org.detdiffusion.workbench.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Pace;

/** One training from where it was left to its end, or to where it is stopped. */
final class WholeTraining {
  private final Training training;
  private final SavedSteps saved;
  private final int checkpointEvery;
  private final String loss;
  private final ConversionProgress line;

  /**
   * A run that is yet to begin.
   *
   * @param loss name of the one that is told
   */
  WholeTraining(
      Training training,
      SavedSteps saved,
      int checkpointEvery,
      String loss,
      ConversionProgress line) {
    this.loss = loss;
    this.training = training;
    this.saved = saved;
    this.checkpointEvery = checkpointEvery;
    this.line = line;
  }

  /**
   * @return directory of the finished model; none when the process was asked to stop, after what
   *     was done is saved
   */
  Optional<Path> finish(StopRequest stop) throws IOException, NonFiniteLossException {
    saved.begin();
    saved.resume(training);
    Pace pace = new Pace("training", "step", training.step(), line, System::nanoTime);
    while (training.step() < training.steps()) {
      if (stop.isAsked()) {
        saved.save(training);
        return Optional.empty();
      }
      Map<String, Double> losses = advance();
      if (training.step() % checkpointEvery == 0) {
        saved.save(training);
      }
      String told = String.format(Locale.ROOT, "loss %.4f", losses.get(loss));
      pace.at(training.step(), training.steps(), told);
    }
    Path published = training.publish(saved.models());
    saved.finish(published);
    return Optional.of(published);
  }

  /** What was done is saved when an image can't be read. */
  private Map<String, Double> advance() throws IOException, NonFiniteLossException {
    try {
      return training.advance();
    } catch (UncheckedIOException unreadable) {
      saved.save(training);
      throw unreadable.getCause();
    }
  }
}
