package org.detdiffusion.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.broker.EmbeddedKafkaBuilder;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.KafkaClients;
import org.detdiffusion.workerkit.Outgoing;

/**
 * A real cluster in this JVM, with the topics, a generator announced, and short times: a lock lasts
 * 3 seconds and a dead member is missed after 3.
 */
record Cluster(EmbeddedKafka kafka, Path directory) implements AutoCloseable {
  static final Duration LOCK = Duration.ofSeconds(3);
  private static final String SESSION_MILLIS = "3000";

  static Cluster start(int nodes, int partitions) throws Exception {
    Path target = Files.createDirectories(Path.of("target", "chaos"));
    Path directory = Files.createTempDirectory(target.toAbsolutePath(), "cluster");
    var builder = EmbeddedKafka.builder().dir(directory.resolve("kafka")).nodes(nodes);
    shortTimes(builder);
    builder.set("min.insync.replicas", Math.max(1, nodes - 1));
    var cluster = new Cluster(builder.start(), directory);
    cluster.clients().ensureTopics(partitions, nodes);
    cluster.announceGenerator();
    return cluster;
  }

  private static void shortTimes(EmbeddedKafkaBuilder builder) {
    builder
        .set("group.share.record.lock.duration.ms", LOCK.toMillis())
        .set("group.share.session.timeout.ms", SESSION_MILLIS)
        .set("group.share.min.session.timeout.ms", SESSION_MILLIS)
        .set("group.min.session.timeout.ms", "1000")
        .set("broker.session.timeout.ms", "3000");
  }

  KafkaClients clients() {
    return new KafkaClients(
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
  }

  /** For worker processes: what {@link KafkaClients} is given there. */
  Map<String, String> workerSettings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", kafka.bootstrapServers());
    settings.put("kafka.session.timeout.ms", SESSION_MILLIS);
    settings.put("kafka.heartbeat.interval.ms", "500");
    settings.put("kafka.transaction.timeout.ms", SESSION_MILLIS);
    settings.put("directory", directory.resolve("shared").toString());
    return settings;
  }

  /** For what only an operator does; the caller closes it. */
  Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
  }

  /** Whether every replica of our topics has all that its leader has. */
  boolean isInSync() throws Exception {
    try (var admin = admin()) {
      return admin.describeTopics(Topics.ALL).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.isr().size() == partition.replicas().size());
    }
  }

  /** The node that leads the partition of a key. */
  int leaderOf(String topic, String key) throws Exception {
    try (var admin = admin()) {
      var partitions =
          admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions();
      int place = BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), partitions.size());
      return partitions.get(place).leader().id();
    }
  }

  private void announceGenerator() throws Exception {
    var update =
        ModelUpdate.newBuilder()
            .setRole(Role.GENERATOR)
            .setName(Jobs.GENERATOR)
            .setRunId("none")
            .setLocation(Jobs.LOCATION)
            .setSha256(Jobs.LOCATION)
            .setStep(1)
            .setSteps(1)
            .setFinished(true)
            .build();
    try (var publisher = clients().publisher()) {
      String key = "generator/" + Jobs.GENERATOR;
      publisher.publish(new Outgoing(Topics.MODEL_UPDATES, key, Wire.encode(update)));
    }
  }

  @Override
  public void close() {
    kafka.close();
  }
}
