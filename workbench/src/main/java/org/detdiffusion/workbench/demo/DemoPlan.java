package org.detdiffusion.workbench.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.TrainingJob;

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
    DemoProfile profile,
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

  private static final int DETECTOR_BATCH = 32;
  private static final int GENERATOR_BATCH = 16;
  private static final double DETECTOR_RATE = 0.004;
  private static final double GENERATOR_RATE = 0.001;

  /** One detector a fold, trained on the other folds, which then judges its own. */
  List<TrainingJob> folds() {
    List<TrainingJob> jobs = new ArrayList<>();
    for (int fold = 0; fold < profile.folds(); fold++) {
      LabelScope scope = scope(Splits.TRAIN, fold, profile.folds());
      jobs.add(
          detector("fold-" + fold, profile.steps().fold(), fold)
              .setHeldOut(scope)
              .setLabels(scope)
              .build());
    }
    return jobs;
  }

  /** The detector that scores images and says what is hard in the test images. */
  TrainingJob judge() {
    return detector(JUDGE, profile.steps().judge(), 0)
        .setSplits(judgeSplits)
        .setLabels(scope(Splits.TEST, 0, 1))
        .setTestSplit(Splits.TEST)
        .build();
  }

  /** With P.A. loss, and its twin without where the profile has one. */
  List<TrainingJob> generators() {
    List<TrainingJob> jobs = new ArrayList<>();
    jobs.add(
        generator(GENERATOR, profile.steps().generator(), profile.perceptionLossWeight())
            .setAnnounceAt(List.of(profile.steps().preview()))
            .build());
    if (hasPlainGenerator()) {
      jobs.add(generator(PLAIN_GENERATOR, profile.steps().plainGenerator(), 0).build());
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
        detector(runId(condition, index), profile.steps().detector(), index)
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
    return images(PREVIEW, LayoutSource.COPIED, Strategy.ORIGIN, profile.pictures().preview());
  }

  /** Images that join the training table's runs; the job is called as its row. */
  List<AugmentationJob> trainingImages() {
    return conditions().stream()
        .filter(condition -> condition.synthesis().isPresent())
        .map(
            condition -> {
              Condition.Synthesis synthesis = condition.synthesis().get();
              int count = profile.pictures().synthetic();
              return images(condition.id(), synthesis.layouts(), synthesis.strategy(), count);
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
    return AugmentationJob.newBuilder(images(id, LayoutSource.COPIED, strategy, count))
        .setSplit(Splits.TEST)
        .setGenerator(generator)
        .build();
  }

  private AugmentationJob images(String id, LayoutSource layouts, Strategy strategy, int count) {
    return AugmentationJob.newBuilder()
        .setId(id)
        .setDataSet(dataSet)
        .setStrategy(strategy)
        .setLayouts(layouts)
        .setImages(count)
        .setSeed(seed)
        .setSampling(sampling())
        .build();
  }

  private Sampling sampling() {
    return Sampling.newBuilder()
        .setSteps(profile.pictures().samplingSteps())
        .setGuidance(profile.pictures().guidance())
        .build();
  }

  private TrainingJob.Builder detector(String id, int steps, int index) {
    return TrainingJob.newBuilder()
        .setId(id)
        .setName(id)
        .setRole(Role.DETECTOR)
        .setDataSet(dataSet)
        .setSteps(steps)
        .setBatchSize(DETECTOR_BATCH)
        .setLearningRate(DETECTOR_RATE)
        .setSeed(seed * 1000 + index);
  }

  private TrainingJob.Builder generator(String id, int steps, double perceptionLossWeight) {
    return TrainingJob.newBuilder()
        .setId(id)
        .setName(id)
        .setRole(Role.GENERATOR)
        .setDataSet(dataSet)
        .setSteps(steps)
        .setBatchSize(GENERATOR_BATCH)
        .setLearningRate(GENERATOR_RATE)
        .setAugmentation("flip")
        .setPerceptionLossWeight(perceptionLossWeight)
        .setSeed(seed * 1000);
  }

  private LabelScope scope(String split, int fold, int folds) {
    return LabelScope.newBuilder()
        .setDataSet(dataSet)
        .setSplit(split)
        .setFold(fold)
        .setFolds(folds)
        .build();
  }
}
