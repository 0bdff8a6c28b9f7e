package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.networks.weights.DurableFiles;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.image.PixelImage;

/** A fake training whose checkpoints take as much room as a small network's, written as those. */
record BulkyTraining(Training training) implements Training {
  static final int CHECKPOINT_BYTES = 200_000;

  /** Fakes with such checkpoints. */
  record All(FakeTrainings fakes) implements Trainings {
    @Override
    public Training start(TrainingJob job, RunData data) {
      return new BulkyTraining(fakes.start(job, data));
    }

    @Override
    public List<List<Detection>> detect(Path checkpoint, List<PixelImage> images) {
      return fakes.detect(checkpoint, images);
    }
  }

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
    return training.advance();
  }

  @Override
  public void saveResumable(Path directory) throws IOException {
    DurableFiles.createDirectory(
        directory,
        folder -> {
          training.saveResumable(folder.resolve("number"));
          Files.write(folder.resolve("moments"), new byte[CHECKPOINT_BYTES]);
        });
  }

  @Override
  public void resume(Path directory) throws IOException {
    training.resume(directory.resolve("number"));
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
