package org.detdiffusion.workerkit;

import java.util.HashMap;
import java.util.Map;
import org.detdiffusion.messages.Topics;

/**
 * Makes dead letters: key and value as they came, with where from, why and by whom in the headers.
 * A value too large to be sent again is left out, and the reason says so.
 *
 * @param worker who gives up, for operators
 */
public record DeadLetters(String worker) {
  public static final String ORIGIN_TOPIC = "origin-topic";
  public static final String ORIGIN_PARTITION = "origin-partition";
  public static final String ORIGIN_OFFSET = "origin-offset";
  public static final String ERROR_CODE = "error-code";
  public static final String ERROR_REASON = "error-reason";
  public static final String ATTEMPT = "attempt";
  public static final String WORKER = "worker";

  /** Of a message that was brought back from the dead letters: how often. */
  public static final String REDRIVEN = "redriven";

  static final int MAX_REASON_CHARS = 1000;

  /** Leaves room for the key and the headers, which are sent on as well. */
  static final int MAX_VALUE_BYTES = ClientSettings.MAX_MESSAGE_BYTES - 512 * 1024;

  /** The record for the dead-letter topic of the one it was read from. */
  public Outgoing of(Incoming record, ErrorCode code, String reason) {
    Map<String, String> headers = new HashMap<>(record.headers());
    headers.put(ORIGIN_TOPIC, record.topic());
    headers.put(ORIGIN_PARTITION, Integer.toString(record.partition()));
    headers.put(ORIGIN_OFFSET, Long.toString(record.offset()));
    headers.put(ERROR_CODE, code.name());
    headers.put(ERROR_REASON, reason(record, reason == null ? "" : reason));
    headers.put(ATTEMPT, Integer.toString(record.attempt()));
    headers.put(WORKER, worker);
    byte[] value = isTooLarge(record) ? null : record.value();
    return new Outgoing(Topics.deadLetters(record.topic()), record.key(), value, headers);
  }

  /** Whether a record on a dead-letter topic only says that a letter was settled. */
  public static boolean isReceipt(Incoming record) {
    return Receipt.is(record.headers());
  }

  private static boolean isTooLarge(Incoming record) {
    return record.value() != null && record.value().length > MAX_VALUE_BYTES;
  }

  private static String reason(Incoming record, String reason) {
    if (!isTooLarge(record)) {
      return cut(reason, MAX_REASON_CHARS);
    }
    String leftOut =
        " (The value of %d bytes is too large for a dead letter and left out.)"
            .formatted(record.value().length);
    return cut(reason, MAX_REASON_CHARS - leftOut.length()) + leftOut;
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
