package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * One broker for all tests of this JVM: Kafka's own image where Docker runs, the embedded broker
 * elsewhere or with {@code -Dtest.broker=embedded}. Locks of share groups last 2 seconds, a
 * consumer group waits 3 for a member that is silent and 4 for one that doesn't poll.
 */
final class TestBroker {
  private static final int KAFKAS_DEFAULT = 1_048_588;

  private static final Map<String, String> SHORT_TIMES =
      Map.of(
          "group.share.record.lock.duration.ms", "2000",
          "group.share.min.record.lock.duration.ms", "1000",
          "group.share.delivery.count.limit", "5",
          "group.share.heartbeat.interval.ms", "500",
          "group.share.min.heartbeat.interval.ms", "500",
          "group.min.session.timeout.ms", "1000",
          "group.initial.rebalance.delay.ms", "0",
          "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

  private static final String ADDRESS = start();

  private TestBroker() {}

  static Map<String, Object> properties() {
    return Map.of(
        "bootstrap.servers", ADDRESS,
        "transaction.timeout.ms", 2000,
        "session.timeout.ms", 3000,
        "heartbeat.interval.ms", 500,
        "max.poll.interval.ms", 4000);
  }

  static KafkaClients clients() {
    return new KafkaClients(properties(), new SimpleMeterRegistry());
  }

  static KafkaClients clients(Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(properties());
    properties.putAll(more);
    return new KafkaClients(properties, new SimpleMeterRegistry());
  }

  /** A new topic with one partition and its dead letters. */
  static String newTopic(String purpose) throws Exception {
    return newTopic(purpose, 1);
  }

  static String newTopic(String purpose, int partitions) throws Exception {
    return newTopic(purpose, partitions, KAFKAS_DEFAULT, KAFKAS_DEFAULT);
  }

  /** Whose records, and those of its dead letters, have so many bytes at most. */
  static String newTopic(String purpose, int partitions, int most, int mostOfLetters)
      throws Exception {
    String topic = purpose + "-" + UUID.randomUUID();
    List<NewTopic> topics = new ArrayList<>();
    topics.add(limited(new NewTopic(topic, partitions, (short) 1), most));
    topics.add(limited(new NewTopic(Topics.deadLetters(topic), 1, (short) 1), mostOfLetters));
    try (var admin = clients().admin()) {
      admin.client().createTopics(topics).all().get();
    }
    return topic;
  }

  private static NewTopic limited(NewTopic topic, int bytes) {
    return topic.configs(Map.of("max.message.bytes", Integer.toString(bytes)));
  }

  private static String start() {
    boolean embedded = "embedded".equals(System.getProperty("test.broker"));
    return !embedded && DockerClientFactory.instance().isDockerAvailable()
        ? startContainer()
        : startEmbedded();
  }

  private static String startContainer() {
    var kafka = new KafkaContainer("apache/kafka:4.2.1");
    SHORT_TIMES.forEach(
        (name, value) ->
            kafka.withEnv(
                "KAFKA_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_'), value));
    kafka.withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR", "1");
    kafka.withEnv("KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR", "1");
    kafka.start(); // stopped with this JVM by Testcontainers
    return kafka.getBootstrapServers();
  }

  private static String startEmbedded() {
    try {
      var builder = EmbeddedKafka.builder().dir(directory());
      SHORT_TIMES.forEach(builder::set);
      var kafka = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
      return kafka.bootstrapServers();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static Path directory() throws IOException {
    Path target = Path.of("target");
    Files.createDirectories(target);
    return Files.createTempDirectory(target, "broker");
  }
}
