package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.detdiffusion.messages.Topics;

/**
 * The word, on the dead letters' own topic, that a letter was brought back or discarded. It is
 * written behind the letter and in the letter's partition, in one transaction with the message that
 * was brought back: retention, which takes the oldest first, never takes it before the letter.
 */
final class Receipt {
  /** Offset of the letter that was brought back, whose partition is the receipt's. */
  static final String REDRIVEN_OFFSET = "redriven-offset";

  /** Offset of the letter that was discarded. */
  static final String DISCARDED_OFFSET = "discarded-offset";

  /** Why, as who discarded it said; may be empty. */
  static final String DISCARDED_REASON = "discarded-reason";

  private Receipt() {}

  static ProducerRecord<String, byte[]> of(DeadLetter letter) {
    return about(letter, REDRIVEN_OFFSET);
  }

  static ProducerRecord<String, byte[]> ofDiscarded(DeadLetter letter, String reason) {
    var receipt = about(letter, DISCARDED_OFFSET);
    receipt.headers().add(DISCARDED_REASON, reason.getBytes(UTF_8));
    return receipt;
  }

  private static ProducerRecord<String, byte[]> about(DeadLetter letter, String header) {
    var receipt =
        new ProducerRecord<String, byte[]>(
            Topics.deadLetters(letter.origin().topic()),
            letter.place().partition(),
            letter.key(),
            null);
    receipt.headers().add(header, Long.toString(letter.place().offset()).getBytes(UTF_8));
    return receipt;
  }

  /** Letters carry the headers of their messages, so that one could look like a receipt. */
  static boolean is(Map<String, String> headers) {
    return offset(headers).isPresent();
  }

  private static Optional<Long> offset(Map<String, String> headers) {
    return Stream.of(REDRIVEN_OFFSET, DISCARDED_OFFSET)
        .map(name -> headers.getOrDefault(name, ""))
        .filter(text -> text.matches("\\d{1,18}"))
        .filter(text -> !headers.containsKey(DeadLetters.ORIGIN_TOPIC))
        .map(Long::parseLong)
        .findFirst();
  }

  /** The place of the letter that the record is a receipt for; empty for any other record. */
  static Optional<DeadLetter.Place> letter(ConsumerRecord<String, byte[]> record) {
    return offset(Records.incoming(record).headers())
        .map(offset -> new DeadLetter.Place(record.partition(), offset));
  }

  /** Why the letter was discarded; empty for a record that does not say that one was. */
  static Optional<String> reason(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = Records.incoming(record).headers();
    return is(headers) && headers.containsKey(DISCARDED_OFFSET)
        ? Optional.of(headers.getOrDefault(DISCARDED_REASON, ""))
        : Optional.empty();
  }
}
