package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Messages and receipts on their way, in transactions of bounded size. */
final class RedriveBatch {
  static final int MOST_MESSAGES = 100;

  /** Of values; the largest has 3.5 MiB. */
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  private final Producer<String, byte[]> producer;

  /** Well within a transaction's time-out of 15 seconds, however far the next letter is. */
  private static final long OLD_NANOS = TimeUnit.SECONDS.toNanos(5);

  private int messages;
  private long begun;
  private long bytes;

  RedriveBatch(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * @param letter with the message
   * @param all letters about the message
   */
  void add(ConsumerRecord<String, byte[]> letter, List<DeadLetter> all) {
    if (messages == 0) {
      producer.beginTransaction();
      begun = System.nanoTime();
    }
    var sent = producer.send(message(letter, all)); // the commit fails if this does
    for (DeadLetter about : all) {
      sent = producer.send(Receipt.of(about));
    }
    messages++;
    bytes += letter.value().length;
    if (messages == MOST_MESSAGES || bytes >= MOST_BYTES) {
      commit();
    }
  }

  boolean isOld() {
    return messages > 0 && System.nanoTime() - begun > OLD_NANOS;
  }

  void commit() {
    if (messages > 0) {
      producer.commitTransaction();
      messages = 0;
      bytes = 0;
    }
  }

  /** As it was first published, its own headers byte by byte. */
  private static ProducerRecord<String, byte[]> message(
      ConsumerRecord<String, byte[]> letter, List<DeadLetter> all) {
    var message = new ProducerRecord<>(all.get(0).origin().topic(), letter.key(), letter.value());
    for (var header : letter.headers()) {
      if (!DeadLetters.ABOUT_THE_FAILURE.contains(header.key())) {
        message.headers().add(header);
      }
    }
    int before = all.stream().mapToInt(DeadLetter::redriven).max().orElse(0);
    message.headers().add(DeadLetters.REDRIVEN, Integer.toString(before + 1).getBytes(UTF_8));
    return message;
  }
}
