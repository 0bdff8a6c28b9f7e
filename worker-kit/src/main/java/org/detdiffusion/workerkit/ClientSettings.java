package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.detdiffusion.messages.Wire;

/**
 * The settings of each kind of client: our defaults, over them the user's {@code kafka.*}, over
 * them what our promises rest on.
 */
record ClientSettings(Map<String, Object> base) {
  static final int MAX_MESSAGE_BYTES = Wire.MAX_BYTES;

  /** About what a small job takes on a topic, more rather than less. */
  static final int JOB_BYTES = 512;

  /** A batch of small images goes out in one request; Kafka's default is less than two of them. */
  private static final int BATCH_BYTES = 256 * 1024;

  /**
   * The most that a broker sends a consumer at once, and so about what a batch can take; a single
   * larger record comes all the same. Kafka's default would be 50 MiB a broker.
   */
  static final int FETCH_BYTES = 8 * 1024 * 1024;

  /** How soon a consumer hears of partitions that a topic is given. */
  private static final int METADATA_MILLIS = 30_000;

  /**
   * How long a broker without jobs holds up a share consumer, which under a record limit asks one
   * broker at a time. Kafka's default is half a second, and a job of another broker waits so long.
   */
  private static final int EMPTY_BROKER_MILLIS = 50;

  private static final String CONSUMER_PROTOCOL = "consumer";

  /** Kafka's defaults. */
  private static final int SESSION_MILLIS = 45_000;

  private static final int POLL_INTERVAL_MILLIS = 300_000;

  /** Settings of a consumer group's member that a share consumer refuses. */
  private static final Set<String> NOT_SHARED =
      Set.of(
          "auto.offset.reset",
          "enable.auto.commit",
          "group.instance.id",
          "isolation.level",
          "partition.assignment.strategy",
          "interceptor.classes",
          "session.timeout.ms",
          "heartbeat.interval.ms",
          "group.protocol",
          "group.remote.assignor");

  ClientSettings {
    base = Map.copyOf(base);
  }

  /** The names alone: among the values are passwords. */
  @Override
  public String toString() {
    return "settings " + base.keySet();
  }

  Map<String, Object> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.putAll(base);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    return settings;
  }

  /** What the user has set stays. */
  ClientSettings withDefault(String name, long value) {
    Map<String, Object> all = new HashMap<>(base);
    all.putIfAbsent(name, Math.toIntExact(value));
    return new ClientSettings(all);
  }

  /** A dead member's open transaction holds up readers for this long, so it is short. */
  Map<String, Object> transactionalProducer(String transactionalId) {
    var settings = producer();
    settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return settings;
  }

  Map<String, Object> consumer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MILLIS);
    settings.putAll(base);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  Map<String, Object> groupConsumer(String groupId, int maxBatch) {
    var settings = consumer();
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"); // GroupPoll decides
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
    return settings;
  }

  /** Partitions that a member keeps are not taken from it while others come and go. */
  Map<String, Object> queueConsumer(String groupId, int maxBatch) {
    var settings = groupConsumer(groupId, maxBatch);
    if (!CONSUMER_PROTOCOL.equalsIgnoreCase(String.valueOf(base.get("group.protocol")))) {
      settings.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return settings;
  }

  /** After which a group takes a member that does not poll for dead. */
  Duration pollInterval() {
    return millis(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, POLL_INTERVAL_MILLIS);
  }

  /** After which a group takes a member that it hears nothing of for dead. */
  Duration session() {
    return millis(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
  }

  private Duration millis(String setting, int otherwise) {
    return Duration.ofMillis(Long.parseLong(String.valueOf(base.getOrDefault(setting, otherwise))));
  }

  /**
   * A batch that isn't full waits at the brokers: a share consumer that holds jobs gets no others.
   */
  Map<String, Object> shareConsumer(String groupId, JobQueueOptions options) {
    Map<String, Object> settings = new HashMap<>(base);
    settings.keySet().removeAll(NOT_SHARED);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, options.maxBatch());
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", "record_limit");
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, EMPTY_BROKER_MILLIS);
    if (!options.batchWait().isZero()) {
      int wait = Math.toIntExact(options.batchWait().toMillis());
      settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, wait);
      settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, options.maxBatch() * JOB_BYTES);
    }
    return settings;
  }
}
