package org.detdiffusion.workerkit;

import java.util.List;

/** A pure step from one record to any number of records. */
@FunctionalInterface
public interface Transform {
  /**
   * Called again with the same record after a crash or an aborted transaction, and when Kafka fails
   * it. Any other exception is the record's fault: after 3 tries it goes to the dead letters.
   *
   * @throws RejectedException when the record is bad: it goes to the dead letters
   */
  List<Outgoing> apply(Incoming record) throws RejectedException;
}
