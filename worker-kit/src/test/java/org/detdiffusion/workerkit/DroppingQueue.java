package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.AcknowledgementCommitCallback;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * A share group of one member as Kafka 4.2 keeps it: a poll hands back what was renewed, and
 * fetches others only when nothing was; a job given back at its last delivery is dropped without a
 * word.
 */
final class DroppingQueue extends MockShareConsumer<String, byte[]> {
  static final String TOPIC = "jobs";
  static final int DELIVERIES = 5;

  private final TopicIdPartition partition = new TopicIdPartition(Uuid.ZERO_UUID, 0, TOPIC);
  private final Map<Long, Short> available = new TreeMap<>();
  private final Map<Long, ConsumerRecord<String, byte[]>> renewed = new TreeMap<>();
  private final Map<Long, ConsumerRecord<String, byte[]>> buffered = new TreeMap<>();
  private final Map<Long, AcknowledgeType> ended = new HashMap<>();
  private final Set<Long> refused = new HashSet<>();
  private final List<Long> dropped = new ArrayList<>();
  private AcknowledgementCommitCallback told = (offsets, why) -> {};
  private boolean refusing;
  private int lockMillis = 15_000;
  private Runnable afterPoll = () -> {};

  synchronized void add(long offset, int deliveries) {
    available.put(offset, (short) deliveries);
  }

  /** Kafka's consumer takes it in the background, and hands it out when it has no other. */
  synchronized void fetchInBackground(long offset, int deliveries) {
    buffered.put(offset, record(offset, (short) deliveries));
  }

  /** From now on no renewal is agreed to: the locks are lost. */
  synchronized void refuseRenewals() {
    refusing = true;
  }

  /** How long a job is a member's, by the member's clock. */
  synchronized void lockFor(int millis) {
    lockMillis = millis;
  }

  synchronized void afterPoll(Runnable then) {
    afterPoll = then;
  }

  /** By offset, how often those were delivered that nobody has. */
  synchronized Map<Long, Short> available() {
    return Map.copyOf(available);
  }

  synchronized Map<Long, AcknowledgeType> ended() {
    return Map.copyOf(ended);
  }

  synchronized List<Long> dropped() {
    return List.copyOf(dropped);
  }

  @Override
  public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(renewed.values());
    renewed.clear();
    if (records.isEmpty()) {
      records.addAll(buffered.values());
      buffered.clear();
    }
    if (records.isEmpty() && !timeout.isZero()) {
      available.forEach((offset, before) -> records.add(record(offset, (short) (before + 1))));
      available.clear();
    }
    afterPoll.run();
    return records.isEmpty()
        ? ConsumerRecords.empty()
        : new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), records), Map.of());
  }

  @Override
  public synchronized void acknowledge(
      ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
    long offset = record.offset();
    short deliveries = record.deliveryCount().orElseThrow();
    switch (type) {
      case RENEW -> {
        if (refusing) {
          refused.add(offset);
        } else {
          renewed.put(offset, record);
        }
      }
      case RELEASE -> {
        if (deliveries < DELIVERIES) {
          available.put(offset, deliveries);
        } else {
          dropped.add(offset);
        }
      }
      default -> ended.put(offset, type);
    }
  }

  @Override
  public synchronized Map<TopicIdPartition, Optional<KafkaException>> commitSync() {
    if (!refused.isEmpty()) {
      told.onComplete(
          Map.of(partition, Set.copyOf(refused)), new InvalidRecordStateException("not yours"));
      refused.clear();
    }
    return Map.of();
  }

  @Override
  public synchronized void setAcknowledgementCommitCallback(
      AcknowledgementCommitCallback callback) {
    told = callback;
  }

  @Override
  public synchronized Optional<Integer> acquisitionLockTimeoutMs() {
    return Optional.of(lockMillis);
  }

  static ConsumerRecord<String, byte[]> record(long offset, short deliveries) {
    return new ConsumerRecord<>(
        TOPIC,
        0,
        offset,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        new byte[0],
        new RecordHeaders(),
        Optional.empty(),
        Optional.of(deliveries));
  }
}
