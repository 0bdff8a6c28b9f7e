package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.detdiffusion.chaos.Journal;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;

/** Another training, whose steps go to the journal. */
record ToldTraining(Training training, Journal journal) implements Training {

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
    var losses = training.advance();
    journal.write(Journal.STEP);
    return losses;
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
