package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;
import org.detdiffusion.workerkit.RejectedException;

/** Other trainings, cut short by an error in one step: what a killed process leaves behind. */
record StoppingTrainings(Trainings others, int lastStep) implements Trainings {

  @Override
  public Training start(TrainingJob job, RunData data) throws RejectedException, IOException {
    return new Stopping(others.start(job, data), lastStep);
  }

  @Override
  public List<List<Detection>> detect(Path checkpoint, List<PixelImage> images) throws IOException {
    return others.detect(checkpoint, images);
  }

  private record Stopping(Training training, int lastStep) implements Training {

    @Override
    public int step() {
      return training.step();
    }

    @Override
    public int steps() {
      return training.steps();
    }

    @Override
    public Map<String, Double> advance() throws NonFiniteLossException {
      if (step() == lastStep) {
        throw new NonFiniteLossException("killed", Double.NaN, lastStep);
      }
      return training.advance();
    }

    @Override
    public void saveResumable(Path directory) throws IOException {
      training.saveResumable(directory);
    }

    @Override
    public void resume(Path directory) throws IOException {
      training.resume(directory);
    }

    @Override
    public Path publish(Path modelsRoot) throws IOException {
      return training.publish(modelsRoot);
    }

    @Override
    public void close() {
      training.close();
    }
  }
}
