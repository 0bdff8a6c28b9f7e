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

/** Delivers one job, minds being told twice of it as Kafka does, and can't commit anything. */
final class BreakingConsumer extends MockShareConsumer<String, byte[]> {
  static final String TOPIC = "jobs";
  private final Set<Long> acknowledged = new HashSet<>();
  private boolean delivered;

  @Override
  public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
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
    throw new KafkaException("the brokers are gone");
  }
}
