package org.detdiffusion.workerkit;

import java.util.List;

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
  Transformed without(Outgoing refused, DeadLetters letters) {
    if (!outputs.contains(refused)) {
      return this;
    }
    if (isRejected) {
      return rejected(record, DeadLetters.withoutMessage(outputs.get(0)));
    }
    String reason = Outputs.refused(refused.topic());
    return rejected(record, letters.of(record, PermanentCode.OUTPUT_TOO_LARGE, reason));
  }
}
