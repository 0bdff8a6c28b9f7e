package org.detdiffusion.workerkit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.detdiffusion.messages.Topics;

/**
 * What {@link DeadLetters} wrote, without the value.
 *
 * @param origin where the message was read that was given up
 * @param place where the letter lies on the dead letters of that topic
 * @param key null where the producer gave none
 * @param code as the header has it; {@link ErrorCode#of} knows those of this version
 * @param attempt at which it was given up; 0 when the header doesn't tell
 * @param redriven how often the message had been brought back before it was given up again
 * @param leftOut which of {@code value}, {@code key} and {@code headers} the letter lacks for its
 *     size, the key in part; empty text for a whole one
 * @param size of the value in bytes; empty when there was none, or the letter lacks part of its
 *     message for its size
 */
public record DeadLetter(
    Origin origin,
    Place place,
    String key,
    String code,
    String reason,
    int attempt,
    String worker,
    int redriven,
    Instant time,
    String leftOut,
    OptionalInt size) {

  /** A message's place in the stream. */
  public record Origin(String topic, int partition, long offset) {}

  /** A letter's place on its topic. */
  public record Place(int partition, long offset) {}

  /** Empty for a record that is no letter about the topic whose dead letters it lies on. */
  static Optional<DeadLetter> of(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = Records.incoming(record).headers();
    String topic = headers.getOrDefault(DeadLetters.ORIGIN_TOPIC, "");
    long partition = number(headers, DeadLetters.ORIGIN_PARTITION);
    long offset = number(headers, DeadLetters.ORIGIN_OFFSET);
    if (partition < 0 || offset < 0 || !Topics.deadLetters(topic).equals(record.topic())) {
      return Optional.empty();
    }
    return Optional.of(
        new DeadLetter(
            new Origin(topic, (int) partition, offset),
            place(record),
            record.key(),
            headers.getOrDefault(DeadLetters.ERROR_CODE, ""),
            headers.getOrDefault(DeadLetters.ERROR_REASON, ""),
            (int) Math.max(0, number(headers, DeadLetters.ATTEMPT)),
            headers.getOrDefault(DeadLetters.WORKER, ""),
            (int) Math.max(0, number(headers, DeadLetters.REDRIVEN)),
            Instant.ofEpochMilli(record.timestamp()),
            headers.getOrDefault(DeadLetters.LEFT_OUT, ""),
            headers.containsKey(DeadLetters.LEFT_OUT) ? OptionalInt.empty() : size(record)));
  }

  /** The place of the letter that a record says was settled; empty for any other record. */
  public static Optional<Place> settled(Incoming record) {
    if (!DeadLetters.isReceipt(record)) {
      return Optional.empty();
    }
    long redriven = number(record.headers(), Receipt.REDRIVEN_OFFSET);
    long discarded = number(record.headers(), Receipt.DISCARDED_OFFSET);
    return Optional.of(new Place(record.partition(), redriven < 0 ? discarded : redriven));
  }

  static Place place(ConsumerRecord<?, ?> record) {
    return new Place(record.partition(), record.offset());
  }

  private static OptionalInt size(ConsumerRecord<String, byte[]> record) {
    return record.value() == null ? OptionalInt.empty() : OptionalInt.of(record.value().length);
  }

  /** Headers may come from anyone: -1 for what is no number. */
  private static long number(Map<String, String> headers, String name) {
    String text = headers.getOrDefault(name, "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
  }
}
