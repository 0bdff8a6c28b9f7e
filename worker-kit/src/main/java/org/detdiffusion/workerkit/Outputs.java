package org.detdiffusion.workerkit;

import java.util.List;

/** Checks outputs before they reach the producer, whose refusal would stop a whole batch. */
public final class Outputs {
  /** Room for keys, headers and Kafka's own framing. */
  private static final int MAX_VALUE_BYTES = ClientSettings.MAX_MESSAGE_BYTES - 64 * 1024;

  private Outputs() {}

  /**
   * The same outputs.
   *
   * @throws RejectedException in one sentence when one fits into no message
   */
  public static List<Outgoing> checked(List<Outgoing> outputs) throws RejectedException {
    for (Outgoing output : outputs) {
      if (output.value() != null && output.value().length > MAX_VALUE_BYTES) {
        throw new RejectedException(
            PermanentCode.OUTPUT_TOO_LARGE,
            "The output for "
                + output.topic()
                + " has "
                + output.value().length
                + " bytes, more than the "
                + MAX_VALUE_BYTES
                + " that fit into a message; ask for a smaller image.");
      }
    }
    return outputs;
  }
}
