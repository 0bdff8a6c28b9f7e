package org.detdiffusion.workbench.loop.serving;

import org.detdiffusion.messages.Focus;
import org.detdiffusion.workbench.loop.LoopOptions;
import org.detdiffusion.workbench.topics.ImportedImages;
import org.detdiffusion.workerkit.Settings;

/**
 * What a served loop may do at most, and with which data set.
 *
 * @param split of real images that are judged and planned from
 * @param rounds ever, counted on the topics: starting again gives no further ones
 * @param images of each round
 * @param minAgreement share of an image's asked objects that the gate must find, 0 to 1
 */
record LoopBudget(
    String dataSet, String split, int rounds, int images, Focus focus, double minAgreement) {

  LoopBudget {
    Settings.atLeastOne("detdiffusion.loop.rounds", rounds);
    if (images < 1 || images > LoopOptions.MOST_IMAGES) {
      throw new IllegalArgumentException(
          "detdiffusion.loop.images is %d; set it to 1 to %d."
              .formatted(images, LoopOptions.MOST_IMAGES));
    }
    if (!(minAgreement >= 0 && minAgreement <= 1)) {
      throw new IllegalArgumentException(
          "detdiffusion.loop.min-agreement is %s; set it to 0 to 1.".formatted(minAgreement));
    }
  }

  /** The augmentation job of a round, counted from 1; each split of a data set has its own. */
  String imagesOf(int round) {
    return split.equals(ImportedImages.TRAIN)
        ? "loop-%s-%d".formatted(dataSet, round)
        : "loop-%s-%s-%d".formatted(dataSet, split, round);
  }

  /** The run that trains a detector on in a round. */
  String runOf(int round, String detector) {
    return imagesOf(round) + "-" + detector;
  }
}
