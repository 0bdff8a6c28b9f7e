package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.Cost;
import org.detdiffusion.workbench.experiment.Goal;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.Stage;
import org.detdiffusion.workbench.experiment.StageParts;
import org.detdiffusion.workerkit.Outgoing;

/**
 * The demo from the first image to the last detector. Work that needs no synthetic images is
 * published early, so that the trainer always has something to do beside the generator.
 */
final class DemoStages {
  static final String FIRST_PICTURES = "first pictures";

  private final RealImages data;
  private final DemoPlan plan;

  private DemoStages(RealImages data, DemoPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  static List<Stage> of(RealImages data, DemoPlan plan) {
    DemoStages stages = new DemoStages(data, plan);
    return List.of(
        StageParts.importing(data),
        stages.trainJudges(),
        stages.judgeObjects(),
        stages.startGenerators(),
        stages.firstPictures(),
        stages.trainGenerators(),
        stages.makeImages(),
        stages.trainDetectors());
  }

  private Stage trainJudges() {
    List<TrainingJob> jobs = new ArrayList<>(plan.folds());
    jobs.add(plan.judge());
    return new Stage(
        "training detectors that judge", StageParts.training(jobs), StageParts.finished(jobs));
  }

  private Stage judgeObjects() {
    return new Stage(
        "judging objects easy or hard",
        List.of(),
        List.of(
            StageParts.judged(data, Splits.TRAIN, plan.folds()),
            StageParts.judged(data, Splits.TEST, List.of(plan.judge()))));
  }

  private Stage startGenerators() {
    List<TrainingJob> jobs = new ArrayList<>(plan.generators());
    jobs.addAll(plan.tableRuns(false));
    int preview = plan.profile().steps().preview();
    return new Stage(
        "training the generator",
        StageParts.training(jobs),
        List.of(new Goal.Announced(DemoPlan.GENERATOR, preview, Cost.GENERATOR_STEP)));
  }

  private Stage firstPictures() {
    List<AugmentationJob> jobs = List.of(plan.preview());
    return new Stage(
        FIRST_PICTURES, tables -> StageParts.augmentation(jobs, tables), StageParts.made(jobs));
  }

  private Stage trainGenerators() {
    List<Goal> goals = new ArrayList<>(StageParts.finished(plan.generators()));
    return new Stage("training the generator to its end", List.of(), goals);
  }

  private Stage makeImages() {
    List<AugmentationJob> jobs = new ArrayList<>(plan.trainingImages());
    jobs.addAll(plan.scoredImages());
    return new Stage(
        "making images",
        tables -> {
          List<Outgoing> messages = StageParts.augmentation(jobs, tables);
          messages.addAll(StageParts.training(plan.tableRuns(true)));
          return messages;
        },
        StageParts.made(jobs));
  }

  private Stage trainDetectors() {
    List<TrainingJob> jobs = new ArrayList<>(plan.tableRuns(false));
    jobs.addAll(plan.tableRuns(true));
    return new Stage("training the table's detectors", List.of(), StageParts.finished(jobs));
  }
}
