package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.detdiffusion.messages.RegistrySchemas;

/**
 * Makes every Kafka client of a process, with the settings our promises rest on. All report Kafka's
 * own metrics to the registry until they are closed.
 */
public class KafkaClients {
  private static final int BROKERS_DEFAULT = -1;

  private final ClientSettings settings;
  private final MeterRegistry meters;

  /** Meters go to Micrometer's global registry. */
  public KafkaClients(Map<String, Object> base) {
    this(base, Metrics.globalRegistry);
  }

  /**
   * @param base Kafka's client properties, at least {@code bootstrap.servers}; security, time-outs
   *     and the like reach every client
   * @throws IllegalArgumentException when they lack it, or {@link RegistrySchemas#KEY} can't be
   *     read: found out here, not at every message
   */
  public KafkaClients(Map<String, Object> base, MeterRegistry meters) {
    if (!base.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException(
          "No Kafka brokers are configured; set kafka.bootstrap.servers to host:port.");
    }
    RegistrySchemas unused = RegistrySchemas.configured();
    this.settings = new ClientSettings(base);
    this.meters = meters;
  }

  /**
   * Returns as soon as a broker has answered.
   *
   * @param limit longest time to wait
   * @throws BrokersAwayException when none does, or when these settings are refused
   */
  public void requireBrokers(Duration limit) throws BrokersAwayException, InterruptedException {
    var options = new DescribeClusterOptions().timeoutMs(Math.toIntExact(limit.toMillis()));
    try (var admin = admin()) {
      var unused = admin.client().describeCluster(options).clusterId().get();
    } catch (ExecutionException | KafkaException away) {
      throw BrokersAwayException.of(bootstrapServers(), limit, away);
    }
  }

  /**
   * Creates every topic that is not there yet, each with its dead letters, with as many replicas as
   * the brokers give a topic unless told otherwise.
   *
   * @param partitions of a new topic; dead letters have one
   */
  public void ensureTopics(int partitions) throws InterruptedException {
    ensureTopics(partitions, BROKERS_DEFAULT);
  }

  /**
   * Creates every topic that is not there yet, each with its dead letters.
   *
   * @param partitions of a new topic; dead letters have one
   * @param replicas of each partition, at most the number of brokers
   */
  public void ensureTopics(int partitions, int replicas) throws InterruptedException {
    try (var admin = admin()) {
      new TopicSetup(admin.client(), partitions, (short) replicas).create();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "The topics can't be created: " + failed.getCause().getMessage(), failed);
    }
  }

  /** Writes records outside any loop: command lines, imports, announcements. */
  public Publisher publisher() {
    return new Publisher(producer());
  }

  /** Where the loops of these clients count. */
  public MeterRegistry meters() {
    return meters;
  }

  String bootstrapServers() {
    return String.valueOf(settings.base().get("bootstrap.servers"));
  }

  MeteredAdmin admin() {
    return MeteredAdmin.open(settings.base(), meters);
  }

  Producer<String, byte[]> producer() {
    return producer(settings.producer());
  }

  Producer<String, byte[]> transactionalProducer(String transactionalId) {
    return producer(settings.transactionalProducer(transactionalId));
  }

  Producer<String, byte[]> producer(Map<String, Object> properties) {
    return new MeteredProducer(properties, meters);
  }

  Consumer<String, byte[]> groupConsumer(String groupId, int maxBatch) {
    return new MeteredConsumer(settings.groupConsumer(groupId, maxBatch), meters);
  }

  Consumer<String, byte[]> tailConsumer() {
    return new MeteredConsumer(settings.consumer(), meters);
  }

  Consumer<String, byte[]> queueConsumer(String groupId, int maxBatch) {
    return new MeteredConsumer(settings.queueConsumer(groupId, maxBatch), meters);
  }

  ShareConsumer<String, byte[]> shareConsumer(String groupId, JobQueueOptions options) {
    return new MeteredShareConsumer(settings.shareConsumer(groupId, options), meters);
  }

  ClientSettings settings() {
    return settings;
  }
}
