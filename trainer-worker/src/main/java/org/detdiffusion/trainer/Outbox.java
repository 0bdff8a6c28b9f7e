package org.detdiffusion.trainer;

import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;

/** Sends a message now, while a run goes on. */
@FunctionalInterface
interface Outbox {
  void send(Outgoing message) throws PublishException, InterruptedException;
}
