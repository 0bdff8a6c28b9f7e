package org.detdiffusion.workbench.experiment;

import org.detdiffusion.workerkit.Outgoing;

/**
 * A message that a worker gave up.
 *
 * @param message as it came, for the topic that it came from
 */
record DeadLetter(Outgoing message, String reason) {}
