package org.detdiffusion.workerkit;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The settings of each kind of client: our defaults, over them the user's {@code kafka.*}, over
 * them what our promises rest on.
 */
record ClientSettings(Map<String, Object> base) {
  static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

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

  Map<String, Object> producer() {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    settings.putAll(base);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_MESSAGE_BYTES);
    return settings;
  }

  /** A dead member's open transaction holds up readers for this long, so it is short. */
  Map<String, Object> transactionalProducer(String transactionalId) {
    var settings = producer();
    settings.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
    return settings;
  }

  Map<String, Object> consumer() {
    Map<String, Object> settings = new HashMap<>(base);
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

  Map<String, Object> shareConsumer(String groupId, int maxBatch) {
    Map<String, Object> settings = new HashMap<>(base);
    settings.keySet().removeAll(NOT_SHARED);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxBatch);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", "record_limit");
    return settings;
  }
}
