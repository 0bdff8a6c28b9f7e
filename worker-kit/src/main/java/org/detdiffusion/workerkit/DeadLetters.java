package org.detdiffusion.workerkit;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Topics;

/**
 * Makes dead letters: key, value and headers as they came, with where from, why and by whom in
 * further headers. What is too large to be sent again is left out, and reason and header say so.
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

  /** Which of {@code value}, {@code key} and {@code headers} the letter lacks, the key in part. */
  public static final String LEFT_OUT = "left-out";

  /** Of a message that was brought back from the dead letters: how often. */
  public static final String REDRIVEN = "redriven";

  /** What letters say of the failure; the other headers are the message's own. */
  static final Set<String> ABOUT_THE_FAILURE =
      Set.of(
          ORIGIN_TOPIC,
          ORIGIN_PARTITION,
          ORIGIN_OFFSET,
          ERROR_CODE,
          ERROR_REASON,
          ATTEMPT,
          WORKER,
          LEFT_OUT,
          REDRIVEN);

  static final int MAX_REASON_CHARS = 1000;

  private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

  /** Of a key that is cut. */
  private static final int KEY_CHARS = 512;

  private static final String ALL_PARTS = LetterPart.text(EnumSet.allOf(LetterPart.class));

  /** The record for the dead-letter topic of the one it was read from. */
  public Outgoing of(Incoming record, ErrorCode code, String reason) {
    Set<LetterPart> without = LetterPart.tooLarge(record);
    Map<String, String> headers = new HashMap<>();
    if (!without.contains(LetterPart.HEADERS)) {
      headers.putAll(record.headers());
      headers.remove(LEFT_OUT);
      headers.computeIfPresent(
          REDRIVEN, (name, times) -> COUNT.matcher(times).matches() ? times : null);
    }
    headers.put(ORIGIN_TOPIC, record.topic());
    headers.put(ORIGIN_PARTITION, Integer.toString(record.partition()));
    headers.put(ORIGIN_OFFSET, Long.toString(record.offset()));
    headers.put(ERROR_CODE, code.name());
    headers.put(ERROR_REASON, reason(record, reason == null ? "" : reason, without));
    headers.put(ATTEMPT, Integer.toString(record.attempt()));
    headers.put(WORKER, worker);
    if (!without.isEmpty()) {
      headers.put(LEFT_OUT, LetterPart.text(without));
    }
    String key = without.contains(LetterPart.KEY) ? cut(record.key(), KEY_CHARS) : record.key();
    byte[] value = without.contains(LetterPart.VALUE) ? null : record.value();
    return new Outgoing(Topics.deadLetters(record.topic()), key, value, headers);
  }

  /**
   * What fits where the brokers refuse a letter: that there was one, and why.
   *
   * @throws IllegalStateException when not even that does
   */
  static Outgoing withoutMessage(Outgoing letter) {
    if (ALL_PARTS.equals(letter.headers().get(LEFT_OUT))) {
      throw new IllegalStateException(
          "The brokers refuse even a small dead letter; set max.message.bytes of %s to %d."
              .formatted(letter.topic(), RecordSize.MOST));
    }
    Map<String, String> headers = new HashMap<>(letter.headers());
    headers.keySet().retainAll(ABOUT_THE_FAILURE);
    headers.put(LEFT_OUT, ALL_PARTS);
    String key = letter.key() == null ? null : cut(letter.key(), KEY_CHARS);
    return new Outgoing(letter.topic(), key, null, headers);
  }

  /** Whether a record on a dead-letter topic only says that a letter was settled. */
  public static boolean isReceipt(Incoming record) {
    return Receipt.is(record.headers());
  }

  private static String reason(Incoming record, String reason, Set<LetterPart> without) {
    if (without.isEmpty()) {
      return cut(reason, MAX_REASON_CHARS);
    }
    String parts =
        without.stream().map(part -> part.words(record)).collect(Collectors.joining(", "));
    String leftOut = " (Too large for a dead letter and left out: %s.)".formatted(parts);
    return cut(reason, MAX_REASON_CHARS - leftOut.length()) + leftOut;
  }

  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 1) + "…";
  }
}
