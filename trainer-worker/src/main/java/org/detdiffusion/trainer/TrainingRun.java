package org.detdiffusion.trainer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.networks.training.NonFiniteLossException;
import org.detdiffusion.networks.training.Training;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;

/** One run: from where its folder stands to the last step, then measured and published. */
final class TrainingRun {
  private final TrainingJob job;
  private final RunData data;
  private final RunFolder folder;
  private final Surroundings around;
  private RunState state;

  /** What a run uses of the worker that it runs in. */
  record Surroundings(
      Path modelsDirectory,
      Trainings trainings,
      Outbox outbox,
      ProgressReporter progress,
      TrainerMetrics metrics,
      BooleanSupplier stopping) {}

  TrainingRun(
      TrainingJob job, RunData data, RunFolder folder, RunState state, Surroundings around) {
    this.job = job;
    this.data = data;
    this.folder = folder;
    this.state = state;
    this.around = around;
  }

  /**
   * Trains what is left to train, from where the training stands.
   *
   * @return the announcement of the finished model
   */
  Outgoing finish(Training training)
      throws IOException,
          NonFiniteLossException,
          StoppedException,
          PublishException,
          InterruptedException {
    Map<String, Double> losses = Map.of();
    while (training.step() < job.getSteps()) {
      losses = step(training);
    }
    around.progress().send(training.step(), losses);
    return publish(training, losses);
  }

  private Map<String, Double> step(Training training)
      throws IOException,
          NonFiniteLossException,
          StoppedException,
          PublishException,
          InterruptedException {
    if (around.stopping().getAsBoolean()) {
      if (training.step() != state.step()) {
        save(training);
      }
      throw new StoppedException(training.step());
    }
    Map<String, Double> losses = around.metrics().step(job, training);
    int step = training.step();
    around.progress().offer(step, losses);
    // Announced before saved: a run that ends in between comes to this step again.
    if (step < job.getSteps() && job.getAnnounceAt().contains(step)) {
      announce(training, losses);
    }
    if (step % job.getCheckpointEvery() == 0 || step == job.getSteps()) {
      save(training);
    }
    return losses;
  }

  private void save(Training training) throws IOException {
    Path checkpoint = folder.checkpoint(training.step());
    training.saveResumable(checkpoint);
    state = state.at(training.step(), checkpoint.getFileName().toString());
    folder.write(state);
  }

  private void announce(Training training, Map<String, Double> losses)
      throws IOException, PublishException, InterruptedException {
    Path published = training.publish(around.modelsDirectory());
    Offsets offsets = new Offsets(state.offsets());
    String location = published.getFileName().toString();
    around.metrics().published(job);
    Map<String, Double> metrics = new HashMap<>(losses);
    metrics.putAll(data.measures());
    around.outbox().send(Announcement.of(job, location, training.step(), offsets, metrics));
  }

  private Outgoing publish(Training training, Map<String, Double> losses)
      throws IOException, InterruptedException {
    Path published = training.publish(around.modelsDirectory());
    Map<String, Double> metrics = new HashMap<>(losses);
    metrics.putAll(data.measures());
    metrics.putAll(measure(published));
    if (!metrics.equals(losses)) {
      around.progress().send(training.step(), metrics);
    }
    state = state.finished(training.step(), published.getFileName().toString(), metrics);
    folder.write(state);
    around.metrics().published(job);
    return Announcement.of(job, state);
  }

  private Map<String, Double> measure(Path published) throws IOException {
    boolean measured = job.getRole() == Role.DETECTOR && !data.test().isEmpty();
    return measured ? TestScore.of(around.trainings(), published, data.test()) : Map.of();
  }
}
