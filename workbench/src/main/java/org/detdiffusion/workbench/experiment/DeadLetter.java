package org.detdiffusion.workbench.experiment;

import org.detdiffusion.workerkit.Outgoing;

/**
 * A message that a worker gave up.
 *
 * @param message as it came, for the topic that it came from; without value where the letter lacks
 *     it
 */
record DeadLetter(Outgoing message, String reason) {

  /** Whether there is enough of it to publish the message again. */
  boolean isWhole() {
    return message.value() != null;
  }
}
