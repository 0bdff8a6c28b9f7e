package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
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

/**
 * The demo from the first image to the last detector. Work that needs no synthetic images is
 * published early, so that the trainer always has something to do beside the generator.
 */
final class DemoStages {
  static final String FIRST_PICTURES = "first pictures";

  private final DemoData data;
  private final DemoPlan plan;

  private DemoStages(DemoData data, DemoPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  static List<Stage> of(DemoData data, DemoPlan plan) {
    DemoStages stages = new DemoStages(data, plan);
    return List.of(
        stages.importImages(),
        stages.trainJudges(),
        stages.judgeObjects(),
        stages.startGenerators(),
        stages.firstPictures(),
        stages.trainGenerators(),
        stages.makeImages(),
        stages.trainDetectors());
  }

  private Stage importImages() {
    List<Outgoing> messages =
        data.images().stream()
            .map(image -> message(Topics.ANNOTATED_IMAGES, key(image), Messages.toMessage(image)))
            .toList();
    Goal goal = new Goal.Imported(data.name(), data.images().size());
    return new Stage("importing real images", messages, List.of(goal));
  }

  private Stage trainJudges() {
    List<TrainingJob> jobs = new ArrayList<>(plan.folds());
    jobs.add(plan.judge());
    return new Stage("training detectors that judge", training(jobs), finished(jobs));
  }

  private Stage judgeObjects() {
    return new Stage(
        "judging objects easy or hard",
        List.of(),
        List.of(judged(Splits.TRAIN), judged(Splits.TEST)));
  }

  private Goal judged(String split) {
    return new Goal.Judged(data.name(), split, data.images(split).size());
  }

  private Stage startGenerators() {
    List<TrainingJob> jobs = new ArrayList<>(plan.generators());
    jobs.addAll(plan.tableRuns(false));
    int preview = plan.profile().steps().preview();
    return new Stage(
        "training the generator",
        training(jobs),
        List.of(new Goal.Announced(DemoPlan.GENERATOR, preview, Cost.GENERATOR_STEP)));
  }

  private Stage firstPictures() {
    List<AugmentationJob> jobs = List.of(plan.preview());
    return new Stage(FIRST_PICTURES, tables -> augmentation(jobs, tables), made(jobs));
  }

  private Stage trainGenerators() {
    List<Goal> goals = new ArrayList<>(finished(plan.generators()));
    return new Stage("training the generator to its end", List.of(), goals);
  }

  private Stage makeImages() {
    List<AugmentationJob> jobs = new ArrayList<>(plan.trainingImages());
    jobs.addAll(plan.scoredImages());
    return new Stage(
        "making images",
        tables -> {
          List<Outgoing> messages = augmentation(jobs, tables);
          messages.addAll(training(plan.tableRuns(true)));
          return messages;
        },
        made(jobs));
  }

  private Stage trainDetectors() {
    List<TrainingJob> jobs = new ArrayList<>(plan.tableRuns(false));
    jobs.addAll(plan.tableRuns(true));
    return new Stage("training the table's detectors", List.of(), finished(jobs));
  }

  private static List<Goal> finished(List<TrainingJob> jobs) {
    List<Goal> goals = new ArrayList<>();
    for (TrainingJob job : jobs) {
      double cost = job.getRole() == Role.DETECTOR ? Cost.DETECTOR_STEP : Cost.GENERATOR_STEP;
      goals.add(new Goal.Announced(job.getId(), job.getSteps(), cost));
    }
    return goals;
  }

  private List<Goal> made(List<AugmentationJob> jobs) {
    List<Goal> goals = new ArrayList<>();
    for (AugmentationJob job : jobs) {
      goals.add(new Goal.Made(job.getId(), job.getImages(), job.getSampling().getSteps()));
    }
    return goals;
  }

  private static List<Outgoing> training(List<TrainingJob> jobs) {
    return jobs.stream().map(job -> message(Topics.TRAINING_JOBS, job.getId(), job)).toList();
  }

  /** Each for the checkpoint announced last: a worker may not have heard of it yet. */
  private static List<Outgoing> augmentation(List<AugmentationJob> jobs, DemoTables tables) {
    List<Outgoing> messages = new ArrayList<>();
    for (AugmentationJob job : jobs) {
      String sha256 = tables.update(job.getGenerator()).map(ModelUpdate::getSha256).orElse("");
      AugmentationJob pinned = AugmentationJob.newBuilder(job).setGeneratorSha256(sha256).build();
      messages.add(message(Topics.AUGMENTATION_JOBS, job.getId(), pinned));
    }
    return messages;
  }

  private static String key(AnnotatedImage image) {
    return ImageKey.of(image.dataSet(), image.id());
  }

  private static Outgoing message(String topic, String id, SpecificRecord message) {
    return new Outgoing(topic, id, Wire.encode(message));
  }
}
