package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.ImageKey;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.perception.annotation.AnnotatedImage;
import org.detdiffusion.perception.data.Messages;
import org.detdiffusion.workerkit.Outgoing;

/** The messages and goals that stages of experiments are made of. */
public final class StageParts {
  private StageParts() {}

  public static Stage importing(RealImages data) {
    List<Outgoing> messages =
        data.images().stream()
            .map(image -> message(Topics.ANNOTATED_IMAGES, key(image), Messages.toMessage(image)))
            .toList();
    Goal goal = new Goal.Imported(data.name(), data.images().size());
    return new Stage("importing real images", messages, List.of(goal));
  }

  public static List<Outgoing> training(List<TrainingJob> jobs) {
    return jobs.stream().map(job -> message(Topics.TRAINING_JOBS, job.getId(), job)).toList();
  }

  public static List<Goal> finished(List<TrainingJob> jobs) {
    List<Goal> goals = new ArrayList<>();
    for (TrainingJob job : jobs) {
      double cost = job.getRole() == Role.DETECTOR ? Cost.DETECTOR_STEP : Cost.GENERATOR_STEP;
      goals.add(new Goal.Announced(job.getId(), job.getSteps(), cost));
    }
    return goals;
  }

  /** A whole split judged by the detectors of these runs. */
  public static Goal judged(RealImages data, String split, List<TrainingJob> judges) {
    Set<String> runs = judges.stream().map(TrainingJob::getId).collect(Collectors.toSet());
    return new Goal.Judged(data.name(), split, data.images(split).size(), runs);
  }

  /** Each for the checkpoint announced last: a worker may not have heard of it yet. */
  public static List<Outgoing> augmentation(List<AugmentationJob> jobs, StreamTables tables) {
    List<Outgoing> messages = new ArrayList<>();
    for (AugmentationJob job : jobs) {
      String sha256 = tables.update(job.getGenerator()).map(ModelUpdate::getSha256).orElse("");
      AugmentationJob pinned = AugmentationJob.newBuilder(job).setGeneratorSha256(sha256).build();
      messages.add(message(Topics.AUGMENTATION_JOBS, job.getId(), pinned));
    }
    return messages;
  }

  public static List<Goal> made(List<AugmentationJob> jobs) {
    List<Goal> goals = new ArrayList<>();
    for (AugmentationJob job : jobs) {
      goals.add(new Goal.Made(job.getId(), job.getImages(), job.getSampling().getSteps()));
    }
    return goals;
  }

  private static String key(AnnotatedImage image) {
    return ImageKey.of(image.dataSet(), image.id());
  }

  private static Outgoing message(String topic, String id, SpecificRecord message) {
    return new Outgoing(topic, id, Wire.encode(message));
  }
}
