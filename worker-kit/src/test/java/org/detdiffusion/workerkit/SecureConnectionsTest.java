package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.broker.SelfSignedCertificate;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.LoopState.Failed;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
class SecureConnectionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @TempDir static Path directory;
  private static SecuredCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = SecuredCluster.start(directory);
    cluster.administrator().ensureTopics(1, 1);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void everyKindOfClientWorksOverTlsWithALogin() throws Exception {
    var clients = cluster.administrator();
    var followed = new CountDownLatch(1);
    var records = new ArrayList<Incoming>();
    try (var queue = queue(clients);
        var transform = transform(clients);
        var tail =
            new TopicTail(
                "tail", clients, List.of(Topics.LAYOUT_JOBS), record -> followed.countDown());
        var publisher = clients.publisher()) {
      List.of(queue, transform, tail).forEach(Loop::start);
      publisher.publish(new Outgoing(Topics.TRAINING_JOBS, "a", new byte[] {1}));
      assertThat(followed.await(60, TimeUnit.SECONDS)).isTrue();
    }
    new TopicSnapshot(clients, Duration.ofSeconds(20))
        .read(List.of(Topics.LAYOUT_JOBS), (record, read, all) -> records.add(record));
    assertThat(records).extracting(Incoming::key).containsExactly("a");
  }

  /** From training jobs by a share group to augmentation jobs, by transactions to layout jobs. */
  private static Loop queue(KafkaClients clients) {
    JobHandler handler =
        jobs -> jobs.stream().<JobOutcome>map(job -> moved(job, Topics.AUGMENTATION_JOBS)).toList();
    return new JobQueueLoop("queue", clients, "queue", Topics.TRAINING_JOBS, 1, handler);
  }

  private static Done moved(Incoming record, String topic) {
    return new Done(List.of(new Outgoing(topic, record.key(), record.value())));
  }

  private static Loop transform(KafkaClients clients) {
    Transform transform = record -> moved(record, Topics.LAYOUT_JOBS).outputs();
    return new TransformLoop(
        "transform", clients, "transform", List.of(Topics.AUGMENTATION_JOBS), transform);
  }

  @Test
  void aWrongPasswordIsOneSentence() {
    assertRefused(
        cluster.withWrongPassword(),
        "the login is refused (Authentication failed during authentication due to invalid"
            + " credentials with SASL mechanism SCRAM-SHA-512); check kafka.sasl.mechanism, and"
            + " user and password in kafka.sasl.jaas.config");
  }

  @Test
  void aCertificateThatIsNotTrustedIsOneSentence() throws Exception {
    var other = SelfSignedCertificate.in(directory.resolve("other"), "of-the-other");
    var settings = cluster.settings("admin");
    settings.put("ssl.truststore.location", other.certificate().toString());
    assertRefused(settings, "the TLS handshake failed (", "check kafka.ssl.truststore.location");
  }

  @Test
  void aTruststoreThatIsNotThereIsOneSentence() {
    var settings = cluster.settings("admin");
    settings.put("ssl.truststore.location", "/nowhere/broker.pem");
    assertRefused(settings, "there is no file /nowhere/broker.pem");
  }

  @Test
  void aClientWithoutTlsIsOneSentence() {
    var servers = cluster.kafka().bootstrapServers();
    assertRefused(
        Map.of("bootstrap.servers", servers),
        "No Kafka broker answered at '%s' within 3 seconds".formatted(servers),
        "check the address and the security settings.");
  }

  @Test
  void everyLoopFailsOnceAndForAllOnAWrongPassword() throws Exception {
    var clients = SecuredCluster.clients(cluster.withWrongPassword());
    var tail = new TopicTail("tail", clients, List.of(Topics.LAYOUT_JOBS), record -> {});
    for (Loop loop : List.of(queue(clients), transform(clients), tail)) {
      loop.start();
      assertThat(failure(loop)).startsWith("Kafka can't be used: the login is refused (");
    }
  }

  @Test
  void aMalformedLoginIsRefusedWithoutQuotingIt() {
    for (String login : List.of("s3cret", "Module required password=s3 cret;", "Module s3cret ;")) {
      var settings = cluster.settings("admin");
      settings.put("sasl.jaas.config", login);
      assertThatThrownBy(() -> SecuredCluster.clients(settings))
          .isInstanceOf(IllegalArgumentException.class)
          .hasNoCause()
          .hasMessageStartingWith("kafka.sasl.jaas.config can't be read; write ")
          .hasMessageNotContaining("cret");
    }
  }

  static String failure(Loop loop) throws InterruptedException {
    var pause = new CountDownLatch(1);
    while (!(loop.state() instanceof Failed)) {
      boolean unused = pause.await(50, TimeUnit.MILLISECONDS);
    }
    return ((Failed) loop.state()).reason();
  }

  /** By who asks at the start and by the health probe alike. */
  private static void assertRefused(Map<String, Object> settings, String... words) {
    var clients = SecuredCluster.clients(settings);
    assertThatThrownBy(() -> clients.requireBrokers(LIMIT))
        .isInstanceOf(BrokersAwayException.class)
        .hasMessageContainingAll(words)
        .hasMessageNotContaining("\n");
    try (var health = new BrokerHealth(clients, LIMIT)) {
      var answer = health.readiness().call();
      assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
      assertThat(String.valueOf(answer.getData().orElseThrow().get("reason"))).contains(words);
    }
  }
}
