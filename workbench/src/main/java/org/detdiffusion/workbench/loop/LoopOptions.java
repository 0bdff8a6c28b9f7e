package org.detdiffusion.workbench.loop;

import org.detdiffusion.messages.Focus;
import org.detdiffusion.workbench.experiment.ExperimentOptions;

/**
 * A closed loop as asked for on the command line.
 *
 * @param rounds after the first detector; a finished loop can be given more
 * @param images asked for in each round
 * @param focus what they are spent on
 * @param minAgreement share of an image's asked objects that the gate must find, 0 to 1
 */
public record LoopOptions(
    ExperimentOptions run, int rounds, int images, Focus focus, double minAgreement) {
  /** Of a round. */
  public static final int MOST_IMAGES = 10_000;
}
