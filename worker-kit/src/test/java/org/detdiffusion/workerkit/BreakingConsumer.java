package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;

/** Delivers one job, minds being told twice of it as Kafka does, and can't send a word of it. */
final class BreakingConsumer extends MockShareConsumer<String, byte[]> {
  static final String TOPIC = "jobs";
  private static final String GONE = "the brokers are gone";
  private final Set<Long> acknowledged = new HashSet<>();
  private boolean delivered;

  /** Sends what is acknowledged, as Kafka's does, and so fails once there is any. */
  @Override
  public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
    if (!acknowledged.isEmpty()) {
      throw new KafkaException(GONE);
    }
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> records = new HashMap<>();
    if (!delivered) {
      var job = new ConsumerRecord<>(TOPIC, 0, 0L, "key", new byte[1]);
      records.put(new TopicPartition(TOPIC, 0), List.of(job));
      delivered = true;
    }
    return new ConsumerRecords<>(records, Map.of());
  }

  @Override
  public synchronized void acknowledge(
      ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
    if (!acknowledged.add(record.offset())) {
      throw new IllegalStateException("The record cannot be acknowledged.");
    }
  }

  @Override
  public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
    throw new KafkaException(GONE);
  }
}
