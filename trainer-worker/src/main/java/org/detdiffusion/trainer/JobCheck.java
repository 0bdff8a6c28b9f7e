package org.detdiffusion.trainer;

import java.util.List;
import java.util.regex.Pattern;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.RejectedException;

/** What can be said of a training job before its data is looked at. */
final class JobCheck {
  static final List<String> AUGMENTATIONS = List.of("none", "flip", "strong");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private JobCheck() {}

  /** Refuses a job that can never be run. */
  static void check(TrainingJob job) throws RejectedException {
    require(!job.getId().isBlank(), "a training job needs an id");
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
    checkScope("heldOut", job.getHeldOut());
    checkScope("labels", job.getLabels());
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

  private static void require(boolean holds, String sentence, Object... values)
      throws RejectedException {
    if (!holds) {
      throw new RejectedException("BAD_JOB", String.format(sentence, values));
    }
  }
}
