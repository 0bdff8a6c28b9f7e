package org.detdiffusion.workerkit;

import java.util.List;

/** Checks outputs before they reach the producer, whose refusal would stop a whole batch. */
public final class Outputs {
  private Outputs() {}

  /**
   * The same outputs.
   *
   * @throws RejectedException in one sentence when one fits into no message
   */
  public static List<Outgoing> checked(List<Outgoing> outputs) throws RejectedException {
    for (Outgoing output : outputs) {
      int size = RecordSize.of(output);
      if (size > RecordSize.MOST) {
        throw new RejectedException(
            PermanentCode.OUTPUT_TOO_LARGE,
            "The output for %s has %d bytes with its key and headers, more than the %d that a message may have; ask for a smaller image or fewer objects."
                .formatted(output.topic(), size, RecordSize.MOST));
      }
    }
    return outputs;
  }

  /** Of an output that the brokers refuse, though it is no larger than a message may be. */
  static String refused(String topic) {
    return "The brokers take no record as large as the output for %s; set max.message.bytes of that topic to %d, then redrive."
        .formatted(topic, RecordSize.MOST);
  }
}
