package org.detdiffusion.trainer;

import java.util.List;
import java.util.regex.Pattern;
import org.detdiffusion.messages.FineTuning;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.PermanentCode;
import org.detdiffusion.workerkit.RejectedException;

/** What can be said of a training job before its data is looked at. */
final class JobCheck {
  static final List<String> AUGMENTATIONS = List.of("none", "flip", "strong");
  private static final int MOST_LOCATIONS = 1 << 20;
  private static final int MOST_OBJECTS = 100;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private JobCheck() {}

  /** Refuses a job that can never be run. */
  static void check(TrainingJob job) throws RejectedException {
    require(!job.getId().isBlank(), "a training job needs an id");
    JobLimits.check(job);
    require(
        NAME.matcher(job.getName()).matches(),
        "the model name '%s' must be 1 to 100 letters, digits, dots, dashes or underscores",
        job.getName());
    require(job.getSteps() > 0, "steps is %d; it must be 1 or more", job.getSteps());
    require(
        job.getBatchSize() > 0 && job.getBatchSize() <= 4096,
        "batchSize is %d; it must be 1 to 4096",
        job.getBatchSize());
    require(
        job.getCheckpointEvery() > 0,
        "checkpointEvery is %d; it must be 1 or more",
        job.getCheckpointEvery());
    require(
        job.getLearningRate() > 0 && Double.isFinite(job.getLearningRate()),
        "learningRate is %s; it must be a number above 0",
        job.getLearningRate());
    require(
        job.getPerceptionLossWeight() >= 0 && Double.isFinite(job.getPerceptionLossWeight()),
        "perceptionLossWeight is %s; it must be 0 or more",
        job.getPerceptionLossWeight());
    checkMix(job);
    checkFineTuning(job);
    GateCheck.check(job);
    checkScope("heldOut", job.getHeldOut());
    checkScope("labels", job.getLabels());
  }

  private static void checkFineTuning(TrainingJob job) throws RejectedException {
    FineTuning tuning = job.getFineTuning();
    if (tuning == null) {
      return;
    }
    require(job.getRole() == Role.GENERATOR, "fineTuning is for generators, not for a detector");
    require(
        NAME.matcher(tuning.getModel()).matches(),
        "fineTuning's model '%s' must be 1 to 100 letters, digits, dots, dashes or underscores",
        tuning.getModel());
    require(
        tuning.getLocationColumns() >= 2
            && tuning.getLocationRows() >= 2
            && (long) tuning.getLocationColumns() * tuning.getLocationRows() <= MOST_LOCATIONS,
        "a grid of %dx%d locations can't be used; it needs 2 or more each way, %d at most in all",
        tuning.getLocationColumns(),
        tuning.getLocationRows(),
        MOST_LOCATIONS);
    require(
        tuning.getMaxObjects() >= 1 && tuning.getMaxObjects() <= MOST_OBJECTS,
        "fineTuning's maxObjects is %d; it must be 1 to %d",
        tuning.getMaxObjects(),
        MOST_OBJECTS);
    require(
        tuning.getWarmUpSteps() >= 0 && tuning.getParts() >= 1,
        "fineTuning's warmUpSteps %d must be 0 or more and its parts %d 1 or more",
        tuning.getWarmUpSteps(),
        tuning.getParts());
    share("nullPromptShare", tuning.getNullPromptShare());
    share("layerDecay", tuning.getLayerDecay());
    require(tuning.getLayerDecay() > 0, "fineTuning's layerDecay is 0; it must be above 0");
    require(
        tuning.getAverageDecay() >= 0 && tuning.getAverageDecay() < 1,
        "fineTuning's averageDecay is %s; it must be 0 to below 1",
        tuning.getAverageDecay());
    require(
        tuning.getTextLearningRate() > 0 && Double.isFinite(tuning.getTextLearningRate()),
        "fineTuning's textLearningRate is %s; it must be a number above 0",
        tuning.getTextLearningRate());
  }

  private static void share(String field, double value) throws RejectedException {
    require(value >= 0 && value <= 1, "fineTuning's %s is %s; it must be 0 to 1", field, value);
  }

  private static void checkScope(String field, LabelScope scope) throws RejectedException {
    require(
        scope == null
            || (scope.getFolds() >= 1
                && scope.getFold() >= 0
                && scope.getFold() < scope.getFolds()),
        "%s names fold %d of %d; folds count from 0",
        field,
        scope == null ? 0 : scope.getFold(),
        scope == null ? 0 : scope.getFolds());
  }

  private static void checkMix(TrainingJob job) throws RejectedException {
    require(!job.getSplits().isEmpty(), "splits is empty; name at least one, such as \"train\"");
    require(
        AUGMENTATIONS.contains(job.getAugmentation()),
        "augmentation '%s' is not known; use one of %s",
        job.getAugmentation(),
        AUGMENTATIONS);
    double synthetic = job.getSyntheticShare();
    double paste = job.getPasteShare();
    require(
        synthetic >= 0 && paste >= 0 && synthetic + paste <= 1,
        "syntheticShare %s and pasteShare %s must be 0 or more and at most 1 together",
        synthetic,
        paste);
    require(
        job.getSyntheticImages() >= 0 && (job.getSyntheticImages() == 0 || named(job)),
        "syntheticImages is %d; it needs syntheticJobs to come from",
        job.getSyntheticImages());
  }

  private static boolean named(TrainingJob job) {
    return !job.getSyntheticJobs().isEmpty();
  }

  static void require(boolean holds, String sentence, Object... values) throws RejectedException {
    if (!holds) {
      throw new RejectedException(PermanentCode.BAD_JOB, String.format(sentence, values));
    }
  }
}
