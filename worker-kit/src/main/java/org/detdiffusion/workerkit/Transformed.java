package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Set;

/**
 * What is to be written for one record of a transform.
 *
 * @param outputs the dead letter alone when the record is rejected
 */
record Transformed(Incoming record, List<Outgoing> outputs, boolean isRejected) {

  static Transformed rejected(Incoming record, Outgoing letter) {
    return new Transformed(record, List.of(letter), true);
  }

  /** Without what the brokers refuse: a dead letter in its place, or a smaller one. */
  Transformed without(Set<Outgoing> refused, DeadLetters letters) {
    if (outputs.stream().noneMatch(refused::contains)) {
      return this;
    }
    if (isRejected) {
      return rejected(record, DeadLetters.withoutMessage(outputs.get(0)));
    }
    String topic = outputs.stream().filter(refused::contains).findFirst().orElseThrow().topic();
    return rejected(
        record, letters.of(record, PermanentCode.OUTPUT_TOO_LARGE, Outputs.refused(topic)));
  }
}
