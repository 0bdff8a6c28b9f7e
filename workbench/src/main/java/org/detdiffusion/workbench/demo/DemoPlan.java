package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.Condition;
import org.detdiffusion.workbench.experiment.Jobs;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;

/**
 * Every job of a demo: a pure function of data, profile and seed, so that a second start asks for
 * the same again.
 *
 * @param judgeSplits real images that the judge learns from
 * @param extra whether there are further real images for the oracle
 * @param testImages how many real images there are to measure on
 */
record DemoPlan(
    String dataSet,
    Profile profile,
    long seed,
    List<String> judgeSplits,
    boolean extra,
    int testImages) {
  /** Also the name under which users reach it: the default of a layout job. */
  static final String GENERATOR = "generator";

  static final String PLAIN_GENERATOR = "generator-plain";
  static final String JUDGE = "judge";
  static final String PREVIEW = "preview";
  static final String PLAIN_SCORE = "test-origin-plain";

  static DemoPlan of(RealImages data, Profile profile, long seed) {
    Map<String, Integer> counts = data.counts();
    boolean extra = counts.getOrDefault(Splits.EXTRA, 0) >= counts.get(Splits.TRAIN);
    int tests = data.images(Splits.TEST).size();
    return new DemoPlan(data.name(), profile, seed, data.judgeSplits(), extra, tests);
  }

  private Jobs jobs() {
    return new Jobs(dataSet, profile, seed);
  }

  /** One detector a fold, trained on the other folds, which then judges its own. */
  List<TrainingJob> folds() {
    return IntStream.range(0, profile.folds())
        .mapToObj(fold -> jobs().fold("fold-" + fold, fold).build())
        .toList();
  }

  /** The detector that scores images and says what is hard in the test images. */
  TrainingJob judge() {
    return jobs()
        .detector(JUDGE, profile.steps().judge(), 0)
        .setSplits(judgeSplits)
        .setLabels(jobs().scope(Splits.TEST, 0, 1))
        .setTestSplit(Splits.TEST)
        .build();
  }

  /** With P.A. loss, and its twin without where the profile has one. */
  List<TrainingJob> generators() {
    List<TrainingJob> jobs = new ArrayList<>();
    jobs.add(
        jobs()
            .generator(GENERATOR, profile.steps().generator(), profile.perceptionLossWeight())
            .setAnnounceAt(List.of(profile.steps().preview()))
            .build());
    if (hasPlainGenerator()) {
      jobs.add(jobs().generator(PLAIN_GENERATOR, profile.steps().plainGenerator(), 0).build());
    }
    return jobs;
  }

  boolean hasPlainGenerator() {
    return profile.steps().plainGenerator() > 0;
  }

  /** The rows of the training table that this data can fill. */
  List<Condition> conditions() {
    return profile.conditions().stream()
        .filter(condition -> extra || condition != Condition.ORACLE)
        .toList();
  }

  /** Runs of the table on real images only, or on real and made ones; seed by seed. */
  List<TrainingJob> tableRuns(boolean synthetic) {
    return IntStream.range(0, profile.seeds())
        .boxed()
        .flatMap(index -> conditions().stream().map(condition -> tableRun(condition, index)))
        .filter(job -> job.getSyntheticJobs().isEmpty() != synthetic)
        .toList();
  }

  static String runId(Condition condition, int seedIndex) {
    return condition.id() + "-" + seedIndex;
  }

  private TrainingJob tableRun(Condition condition, int index) {
    TrainingJob.Builder job =
        jobs()
            .detector(runId(condition, index), profile.steps().detector(), index)
            .setSplits(condition.splits())
            .setAugmentation(condition.augmentation())
            .setPasteShare(condition.pastes() ? profile.pasteShare() : 0)
            .setTestSplit(Splits.TEST);
    if (condition.synthesis().isPresent()) {
      job.setSyntheticJobs(List.of(condition.id()))
          .setSyntheticImages(profile.pictures().synthetic())
          .setSyntheticShare(profile.syntheticShare());
    }
    return job.build();
  }

  /** The first pictures, of an unfinished generator. */
  AugmentationJob preview() {
    int count = profile.pictures().preview();
    return jobs().images(PREVIEW, LayoutSource.COPIED, Strategy.ORIGIN, count).build();
  }

  /** Images that join the training table's runs; the job is called as its row. */
  List<AugmentationJob> trainingImages() {
    return conditions().stream()
        .filter(condition -> condition.synthesis().isPresent())
        .map(
            condition -> {
              Condition.Synthesis synthesis = condition.synthesis().get();
              int count = profile.pictures().synthetic();
              return jobs()
                  .images(condition.id(), synthesis.layouts(), synthesis.strategy(), count)
                  .build();
            })
        .toList();
  }

  /** Test layouts, the same with the same noise for every strategy and generator. */
  List<AugmentationJob> scoredImages() {
    List<AugmentationJob> jobs = new ArrayList<>();
    for (Strategy strategy : Strategy.values()) {
      jobs.add(scored(scoreId(strategy), strategy, GENERATOR));
    }
    if (hasPlainGenerator()) {
      jobs.add(scored(PLAIN_SCORE, Strategy.ORIGIN, PLAIN_GENERATOR));
    }
    return jobs;
  }

  static String scoreId(Strategy strategy) {
    return switch (strategy) {
      case ORIGIN -> "test-origin";
      case EASY -> "test-easy";
      case HARD -> "test-hard";
    };
  }

  private AugmentationJob scored(String id, Strategy strategy, String generator) {
    int count = Math.min(profile.pictures().layouts(), testImages);
    return jobs()
        .images(id, LayoutSource.COPIED, strategy, count)
        .setSplit(Splits.TEST)
        .setGenerator(generator)
        .build();
  }
}
