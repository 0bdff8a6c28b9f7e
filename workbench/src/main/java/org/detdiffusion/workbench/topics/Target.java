package org.detdiffusion.workbench.topics;

import java.util.List;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.PublishException;

/** Where messages go: to the brokers, or in a dry run nowhere. */
@FunctionalInterface
interface Target {
  void publish(List<Outgoing> messages) throws PublishException, InterruptedException;
}
