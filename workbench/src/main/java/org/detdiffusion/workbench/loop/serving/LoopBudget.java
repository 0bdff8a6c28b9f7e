package org.detdiffusion.workbench.loop.serving;

import org.detdiffusion.messages.Focus;

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
    if (rounds < 0 || images < 1) {
      throw new IllegalArgumentException(
          "a loop of %d rounds of %d images can't be run; ask for 0 rounds or more, of 1 image or more"
              .formatted(rounds, images));
    }
  }

  /** The augmentation job of a round, counted from 1. */
  String imagesOf(int round) {
    return "loop-%s-%d".formatted(dataSet, round);
  }

  /** The run that trains a detector on in a round. */
  String runOf(int round, String detector) {
    return imagesOf(round) + "-" + detector;
  }
}
