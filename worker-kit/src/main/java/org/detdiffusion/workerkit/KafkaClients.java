package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
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
  private final Optional<ClusterRole> role;
  private final Tracing tracing;
  private final AtomicBoolean mayWork = new AtomicBoolean();

  /** Meters go to Micrometer's global registry. */
  public KafkaClients(Map<String, Object> base) {
    this(base, Metrics.globalRegistry);
  }

  /**
   * @param base Kafka's client properties, at least {@code bootstrap.servers}; security, time-outs
   *     and the like reach every client
   * @throws IllegalArgumentException when they lack it, or a login or {@link RegistrySchemas#KEY}
   *     can't be read: found out here, not at every message
   */
  public KafkaClients(Map<String, Object> base, MeterRegistry meters) {
    if (!base.containsKey("bootstrap.servers")) {
      throw new IllegalArgumentException(
          "No Kafka brokers are configured; set kafka.bootstrap.servers to host:port.");
    }
    RegistrySchemas unused = RegistrySchemas.configured();
    LoginSetting.check(base);
    this.settings = new ClientSettings(base);
    this.meters = meters;
    this.role = Optional.empty();
    this.tracing = Tracing.OFF;
  }

  private KafkaClients(
      ClientSettings settings, MeterRegistry meters, Optional<ClusterRole> role, Tracing tracing) {
    this.settings = settings;
    this.meters = meters;
    this.role = role;
    this.tracing = tracing;
  }

  /** The same clients, whose loops begin with asking for the rights of a role. */
  public KafkaClients actingAs(ClusterRole role) {
    return new KafkaClients(settings, meters, Optional.of(role), tracing);
  }

  /** The same clients, whose loops and publishers make spans; it stays open. */
  public KafkaClients traced(Tracing tracing) {
    return new KafkaClients(settings, meters, role, tracing);
  }

  /** The same clients, whose transactions may take so long unless the user says how long. */
  public KafkaClients withTransactionsOf(Duration time) {
    var longer = settings.withDefault(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, time.toMillis());
    return new KafkaClients(longer, meters, role, tracing);
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
          "The topics can't be created: " + KafkaFailure.of(failed).reason(), failed);
    }
  }

  /** The topics that {@link #ensureTopics} would create. */
  public List<String> missingTopics() throws InterruptedException {
    try (var admin = admin()) {
      var missing = new TopicSetup(admin.client(), 1, (short) BROKERS_DEFAULT).missing();
      return missing.stream().map(topic -> topic.name()).toList();
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "The topics can't be listed: " + KafkaFailure.of(failed).reason(), failed);
    }
  }

  /**
   * Makes every share group begin with the oldest job and see committed records only; nothing where
   * the cluster has no share groups.
   *
   * @throws org.apache.kafka.common.KafkaException when this user may not
   */
  public void prepareQueues() throws InterruptedException {
    try (var admin = admin()) {
      var choice = new QueueChoice(admin.client(), bootstrapServers());
      if (choice.choose("the pool", QueueKind.AUTO) == QueueKind.GROUP) {
        return;
      }
      for (String group : List.of(Groups.GENERATOR, Groups.TRAINER)) {
        new ShareGroupSetup(admin.client()).prepare(group);
      }
    }
  }

  /**
   * Gives a user the rights of a role; what it may already do stays.
   *
   * @param user as it logs in
   */
  public void grant(ClusterRole given, String user) throws InterruptedException {
    try (var admin = admin()) {
      new Grants(admin.client()).grant(given.privileges(), user);
    } catch (ExecutionException failed) {
      throw new IllegalStateException(
          "The rights can't be given: " + KafkaFailure.of(failed).reason(), failed);
    }
  }

  /** Once for all loops; does nothing where no role is known. */
  void requireRights() throws InterruptedException {
    if (role.isPresent() && !mayWork.get()) {
      try (var admin = admin()) {
        new Grants(admin.client()).requireTopics(role.get());
        mayWork.set(true);
      }
    }
  }

  /** Writes records outside any loop: command lines, imports, announcements. */
  public Publisher publisher() {
    return new Publisher(this::producer, tracing);
  }

  /** Where the loops of these clients count. */
  public MeterRegistry meters() {
    return meters;
  }

  /** Where the spans of these clients go. */
  public Tracing tracing() {
    return tracing;
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
