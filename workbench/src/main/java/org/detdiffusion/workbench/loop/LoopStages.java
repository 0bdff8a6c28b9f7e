package org.detdiffusion.workbench.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.Goal;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.Stage;
import org.detdiffusion.workbench.experiment.StageParts;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workerkit.Outgoing;

/** The stages of a loop; those of a round begin with its number. */
record LoopStages(RealImages data, LoopPlan plan) {
  private static final Pattern REPORT = Pattern.compile("round (\\d+): report");

  /** From the first round that is not over to the last. */
  List<Stage> of(int firstRound, int lastRound) {
    List<Stage> stages = new ArrayList<>();
    for (int round = firstRound; round <= lastRound; round++) {
      stages.addAll(round == 0 ? beginning() : round(round));
      stages.add(judging(round));
      stages.addAll(round == 0 ? List.of(generator()) : List.of());
      stages.add(new Stage(title(round, "report"), List.of(), List.of()));
    }
    return stages;
  }

  /** Of a stage that ends a round. */
  static OptionalInt endedRound(Stage stage) {
    Matcher title = REPORT.matcher(stage.title());
    return title.matches() ? OptionalInt.of(Integer.parseInt(title.group(1))) : OptionalInt.empty();
  }

  /** Whether a stage, by its title, is one of the round's. */
  static boolean belongs(String title, int round) {
    return title.startsWith(title(round, "")) || round == 0 && !title.startsWith("round ");
  }

  private static String title(int round, String what) {
    return "round %d: %s".formatted(round, what);
  }

  private List<Stage> beginning() {
    List<TrainingJob> folds = plan.folds(0, "");
    Stage training =
        new Stage(
            title(0, "training detectors that judge"),
            StageParts.training(folds),
            StageParts.finished(folds));
    return List.of(StageParts.importing(data), training);
  }

  private Stage generator() {
    List<TrainingJob> jobs = new ArrayList<>(List.of(plan.generator()));
    jobs.addAll(plan.baselines(0));
    return new Stage(
        title(0, "training the generator and the first detector"),
        StageParts.training(jobs),
        StageParts.finished(jobs));
  }

  /** The baselines need nothing of their round: they keep the trainer busy meanwhile. */
  private List<Stage> round(int round) {
    List<AugmentationJob> images = List.of(plan.images(round));
    Stage making =
        new Stage(
            title(round, "making images of what is hard now"),
            tables -> {
              List<Outgoing> messages = StageParts.augmentation(images, tables);
              messages.addAll(StageParts.training(plan.baselines(round)));
              return messages;
            },
            StageParts.made(images));
    return List.of(making, training(round));
  }

  private Stage training(int round) {
    List<Goal> goals = StageParts.finished(runs(round, ""));
    goals.addAll(StageParts.finished(plan.baselines(round)));
    return new Stage(
        title(round, "training on"),
        tables -> StageParts.training(runs(round, gate(tables))),
        goals);
  }

  private List<TrainingJob> runs(int round, String gate) {
    List<TrainingJob> jobs = new ArrayList<>(plan.folds(round, gate));
    jobs.addAll(plan.detectors(round, gate));
    return jobs;
  }

  private static String gate(StreamTables tables) {
    return tables.update(LoopPlan.gateRun()).map(ModelUpdate::getLocation).orElse("");
  }

  private Stage judging(int round) {
    Goal judged = StageParts.judged(data, Splits.TRAIN, plan.folds(round, ""));
    return new Stage(title(round, "judging objects easy or hard"), List.of(), List.of(judged));
  }
}
