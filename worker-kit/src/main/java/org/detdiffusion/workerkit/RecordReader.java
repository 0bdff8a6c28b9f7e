package org.detdiffusion.workerkit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads single records again, by where they lie: for who keeps places and no values. Connects at
 * the first record. Safe for several threads, which are served one after the other.
 */
public final class RecordReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaClients clients;
  private final Duration patience;
  private Optional<Consumer<String, byte[]>> consumer = Optional.empty();

  /**
   * Reads through these clients.
   *
   * @param patience longest time to wait for a record
   */
  public RecordReader(KafkaClients clients, Duration patience) {
    this.clients = clients;
    this.patience = patience;
  }

  /**
   * A record with the time that its producer or broker gave it.
   *
   * @param record as it was read the first time
   */
  public record Placed(Incoming record, Instant time) {}

  /**
   * The record at a place; empty when retention or compaction has taken it.
   *
   * @throws SnapshotException in one sentence when the brokers don't answer
   */
  public synchronized Optional<Placed> read(String topic, int partition, long offset)
      throws SnapshotException {
    try {
      return found(new TopicPartition(topic, partition), offset);
    } catch (KafkaException failed) {
      close();
      throw new SnapshotException(
          "The record %d of %s-%d can't be read: %s"
              .formatted(offset, topic, partition, failed.getMessage()),
          failed);
    }
  }

  private Optional<Placed> found(TopicPartition partition, long offset) {
    var open = open();
    open.assign(List.of(partition));
    open.seek(partition, offset);
    long deadline = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : open.poll(POLL)) {
        return record.offset() == offset ? Optional.of(placed(record)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Placed placed(ConsumerRecord<String, byte[]> record) {
    return new Placed(Records.incoming(record), Instant.ofEpochMilli(record.timestamp()));
  }

  /** One record at a time: what lies behind it is not wanted. */
  private Consumer<String, byte[]> open() {
    if (consumer.isEmpty()) {
      Map<String, Object> settings = new HashMap<>(clients.settings().consumer());
      settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
      settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
      consumer = Optional.of(new MeteredConsumer(settings, clients.meters()));
    }
    return consumer.get();
  }

  @Override
  public synchronized void close() {
    consumer.ifPresent(Consumer::close);
    consumer = Optional.empty();
  }
}
