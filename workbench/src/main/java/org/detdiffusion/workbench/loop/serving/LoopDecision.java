package org.detdiffusion.workbench.loop.serving;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.random.Seeds;
import org.detdiffusion.workbench.loop.serving.LoopStep.Awaited;

/**
 * Decides what a loop does next, from what lies on the topics alone: two that see the same decide
 * the same, and one that is started again goes on.
 *
 * <p>A round: the detectors that judge the split have judged all of it; images are asked for, spent
 * on what they found hard; each detector is trained anew, as before and on these images too; the
 * new ones judge.
 */
record LoopDecision(LoopBudget budget, LoopView view) {

  LoopStep next() {
    List<ModelUpdate> judges =
        view.judges().stream().filter(judge -> view.run(judge.getRunId()).isPresent()).toList();
    if (judges.isEmpty()) {
      return new LoopStep.Waits(
          Awaited.DETECTORS,
          "no detector judges split '%s' of data set '%s' whose training job is on the stream; publish one with labels"
              .formatted(budget.split(), budget.dataSet()));
    }
    int round = lastPlanned();
    return round == 0 ? plan(1) : goOn(round, judges);
  }

  private int lastPlanned() {
    int round = 0;
    while (view.asked(budget.imagesOf(round + 1)).isPresent()) {
      round++;
    }
    return round;
  }

  private LoopStep goOn(int round, List<ModelUpdate> judges) {
    int made = view.made(budget.imagesOf(round));
    if (made < asked(round)) {
      return unfinished(round, made);
    }
    List<ModelUpdate> before = judges.stream().filter(judge -> !isOf(round, judge)).toList();
    List<TrainingJob> missing = missing(round, before);
    if (!missing.isEmpty()) {
      return new LoopStep.Trains(missing);
    }
    return before.isEmpty()
        ? plan(round + 1)
        : new LoopStep.Waits(
            Awaited.TRAINING,
            "round %d: %d detectors are being trained".formatted(round, before.size()));
  }

  private LoopStep unfinished(int round, int made) {
    String job = budget.imagesOf(round);
    return view.isCancelled(job)
        ? new LoopStep.Ends("was stopped: job '%s' was cancelled".formatted(job))
        : new LoopStep.Waits(
            Awaited.IMAGES,
            "round %d: %d of %d images are made".formatted(round, made, asked(round)));
  }

  /** Which may be more or less than the budget of this start. */
  private int asked(int round) {
    return view.asked(budget.imagesOf(round)).orElseThrow();
  }

  private boolean isOf(int round, ModelUpdate judge) {
    return judge.getRunId().equals(budget.runOf(round, judge.getName()));
  }

  private List<TrainingJob> missing(int round, List<ModelUpdate> judges) {
    return judges.stream()
        .filter(judge -> view.run(budget.runOf(round, judge.getName())).isEmpty())
        .map(judge -> trainedOn(round, judge, view.run(judge.getRunId()).orElseThrow()))
        .toList();
  }

  /** The job that made a detector, with the images of one round more. */
  private TrainingJob trainedOn(int round, ModelUpdate judge, TrainingJob before) {
    List<String> jobs = new ArrayList<>(before.getSyntheticJobs());
    jobs.add(budget.imagesOf(round));
    return TrainingJob.newBuilder(before)
        .setId(budget.runOf(round, judge.getName()))
        .setSyntheticJobs(jobs)
        .setSyntheticImages(before.getSyntheticImages() + asked(round))
        .setGate(Optional.ofNullable(before.getGate()).orElseGet(() -> gate(judge)))
        .build();
  }

  /**
   * The detector as it was before the first round: it has learnt from none of the loop's images.
   */
  private QualityGate gate(ModelUpdate judge) {
    return QualityGate.newBuilder()
        .setDetector(judge.getLocation())
        .setMinAgreement(budget.minAgreement())
        .build();
  }

  private LoopStep plan(int round) {
    if (round > budget.rounds()) {
      return new LoopStep.Ends("has done all its %d rounds".formatted(budget.rounds()));
    }
    long unjudged = view.unjudged(view.judges());
    if (unjudged > 0) {
      return new LoopStep.Waits(
          Awaited.VERDICTS,
          "round %d: %d images are not judged by the newest detectors".formatted(round, unjudged));
    }
    return new LoopStep.Plans(
        AugmentationJob.newBuilder()
            .setId(budget.imagesOf(round))
            .setDataSet(budget.dataSet())
            .setSplit(budget.split())
            .setStrategy(Strategy.ORIGIN)
            .setLayouts(LayoutSource.NEW)
            .setFocus(budget.focus())
            .setImages(budget.images())
            .setSeed(Seeds.mix(0, round))
            .build());
  }
}
