package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.perception.annotation.AnnotatedImage;

/** Stands in for a network: its one weight is a hash of every batch it has seen, in order. */
final class AddingTraining implements Training {
  private final TrainingJob job;
  private final RunData data;
  private final int diverges;
  private final Runnable afterStep;
  private long weight;
  private int step;

  AddingTraining(TrainingJob job, RunData data, int diverges, Runnable afterStep) {
    this.job = job;
    this.data = data;
    this.diverges = diverges;
    this.afterStep = afterStep;
  }

  @Override
  public int step() {
    return step;
  }

  @Override
  public int steps() {
    return job.getSteps();
  }

  @Override
  public Map<String, Double> advance() throws NonFiniteLossException {
    if (step == diverges) {
      throw new NonFiniteLossException("loss", Double.NaN, step);
    }
    List<AnnotatedImage> batch = Mixes.of(job, data).batch(job.getSeed(), step, job.getBatchSize());
    for (AnnotatedImage image : batch) {
      weight = weight * 31 + Arrays.hashCode(image.image().rgb()) + image.objects().hashCode();
    }
    step++;
    afterStep.run();
    return Map.of("loss", 1.0 / step);
  }

  @Override
  public void saveResumable(Path directory) throws IOException {
    Files.createDirectory(directory);
    Files.writeString(directory.resolve("state"), step + " " + weight);
  }

  @Override
  public void resume(Path directory) throws IOException {
    String[] state = Files.readString(directory.resolve("state")).split(" ");
    step = Integer.parseInt(state[0]);
    weight = Long.parseLong(state[1]);
  }

  @Override
  public Path publish(Path modelsRoot) throws IOException {
    Path model = modelsRoot.resolve(new Digest().add(step + " " + weight).hex());
    Files.createDirectories(model);
    return model;
  }

  @Override
  public void close() {}
}
