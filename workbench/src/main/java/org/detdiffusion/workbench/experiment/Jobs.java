package org.detdiffusion.workbench.experiment;

import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Sampling;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.TrainingJob;

/** What all jobs of an experiment have in common, at pocket size. */
public record Jobs(String dataSet, Profile profile, long seed) {
  /** Seeds of one experiment; those of the next come after. */
  private static final int SEEDS = 1000;

  private static final int DETECTOR_BATCH = 32;
  private static final int GENERATOR_BATCH = 16;
  private static final double DETECTOR_RATE = 0.004;
  private static final double GENERATOR_RATE = 0.001;

  /** A detector; runs of one index are paired: they start and draw alike. */
  public TrainingJob.Builder detector(String id, int steps, int index) {
    return TrainingJob.newBuilder()
        .setId(id)
        .setName(id)
        .setRole(Role.DETECTOR)
        .setDataSet(dataSet)
        .setSteps(steps)
        .setBatchSize(DETECTOR_BATCH)
        .setLearningRate(DETECTOR_RATE)
        .setSeed(seed * SEEDS + index);
  }

  /** A detector that learns from all folds but one, and then judges that one. */
  public TrainingJob.Builder fold(String id, int fold) {
    LabelScope scope = scope(Splits.TRAIN, fold, profile.folds());
    return detector(id, profile.steps().fold(), fold).setHeldOut(scope).setLabels(scope);
  }

  public TrainingJob.Builder generator(String id, int steps, double perceptionLossWeight) {
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
        .setSeed(seed * SEEDS);
  }

  public AugmentationJob.Builder images(
      String id, LayoutSource layouts, Strategy strategy, int count) {
    return AugmentationJob.newBuilder()
        .setId(id)
        .setDataSet(dataSet)
        .setStrategy(strategy)
        .setLayouts(layouts)
        .setImages(count)
        .setSeed(seed)
        .setSampling(sampling());
  }

  private Sampling sampling() {
    return Sampling.newBuilder()
        .setSteps(profile.pictures().samplingSteps())
        .setGuidance(profile.pictures().guidance())
        .build();
  }

  public LabelScope scope(String split, int fold, int folds) {
    return LabelScope.newBuilder()
        .setDataSet(dataSet)
        .setSplit(split)
        .setFold(fold)
        .setFolds(folds)
        .build();
  }
}
