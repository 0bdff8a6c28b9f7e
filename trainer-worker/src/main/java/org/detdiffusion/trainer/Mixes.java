package org.detdiffusion.trainer;

import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.augment.Augmentation;
import org.detdiffusion.perception.augment.Flip;
import org.detdiffusion.perception.augment.StrongAugmentation;
import org.detdiffusion.perception.augment.TrainingMix;

/** What a job's batches are made of. */
final class Mixes {
  private Mixes() {}

  static TrainingMix of(TrainingJob job, RunData data) {
    return new TrainingMix(
        data.real(),
        data.synthetic(),
        job.getSyntheticShare(),
        job.getPasteShare(),
        augmentation(job.getAugmentation()));
  }

  private static Augmentation augmentation(String name) {
    return switch (name) {
      case "none" -> Augmentation.none();
      case "flip" -> new Flip(0.5);
      case "strong" -> StrongAugmentation.standard();
      default -> throw new IllegalArgumentException("augmentation '" + name + "' is not known");
    };
  }
}
