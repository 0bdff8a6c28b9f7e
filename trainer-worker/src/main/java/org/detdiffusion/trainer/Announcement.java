package org.detdiffusion.trainer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Outgoing;

/** The message that tells others of a checkpoint. */
final class Announcement {
  private Announcement() {}

  /** Of a finished run. */
  static Outgoing of(TrainingJob job, RunState state) {
    Offsets offsets = new Offsets(state.offsets());
    return of(job, state.published(), state.step(), offsets, state.metrics());
  }

  /**
   * Only a finished detector is asked to judge images: its scope is the job's {@code labels}, or
   * the images that were held out.
   */
  static Outgoing of(
      TrainingJob job, String location, int step, Offsets offsets, Map<String, Double> metrics) {
    boolean finished = step >= job.getSteps();
    ModelUpdate update =
        ModelUpdate.newBuilder()
            .setRole(job.getRole())
            .setName(job.getName())
            .setRunId(job.getId())
            .setLocation(location)
            .setSha256(location)
            .setStep(step)
            .setSteps(job.getSteps())
            .setFinished(finished)
            .setLabels(finished ? labels(job) : null)
            .setMetrics(new HashMap<>(metrics))
            .setOffsets(new HashMap<>(offsets.next()))
            .build();
    return new Outgoing(Topics.MODEL_UPDATES, key(job), Wire.encode(update), Map.of());
  }

  private static LabelScope labels(TrainingJob job) {
    return job.getLabels() != null ? job.getLabels() : job.getHeldOut();
  }

  private static String key(TrainingJob job) {
    return job.getRole().name().toLowerCase(Locale.ROOT) + "/" + job.getName();
  }
}
