package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.detdiffusion.messages.Topics;

/**
 * The word, on the dead letters' own topic, that a letter was brought back. It is written in one
 * transaction with the message, behind the letter and in the letter's partition: retention, which
 * takes the oldest first, never takes it before the letter.
 */
final class Receipt {
  /** Offset of the letter, whose partition is the receipt's. */
  static final String REDRIVEN_OFFSET = "redriven-offset";

  private Receipt() {}

  static ProducerRecord<String, byte[]> of(DeadLetter letter) {
    var receipt =
        new ProducerRecord<String, byte[]>(
            Topics.deadLetters(letter.origin().topic()),
            letter.place().partition(),
            letter.key(),
            null);
    receipt.headers().add(REDRIVEN_OFFSET, Long.toString(letter.place().offset()).getBytes(UTF_8));
    return receipt;
  }

  /** Letters carry the headers of their messages, so that one could look like a receipt. */
  static boolean is(Map<String, String> headers) {
    return headers.getOrDefault(REDRIVEN_OFFSET, "").matches("\\d{1,18}")
        && !headers.containsKey(DeadLetters.ORIGIN_TOPIC);
  }

  /** The place of the letter that the record is a receipt for; empty for any other record. */
  static Optional<DeadLetter.Place> letter(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = Records.incoming(record).headers();
    return is(headers)
        ? Optional.of(
            new DeadLetter.Place(record.partition(), Long.parseLong(headers.get(REDRIVEN_OFFSET))))
        : Optional.empty();
  }
}
