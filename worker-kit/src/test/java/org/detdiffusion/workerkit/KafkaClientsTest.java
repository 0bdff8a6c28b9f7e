package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClientsTest {
  @Test
  void createsEveryTopicWithItsDeadLettersAndLeavesThemAlone(@TempDir Path directory)
      throws Exception {
    try (var kafka = EmbeddedKafka.builder().dir(directory).start();
        var admin = afterTwoSetUps(kafka.bootstrapServers()).admin()) {
      var names = admin.client().listTopics().names().get();
      assertThat(names).containsAll(Topics.ALL);
      assertThat(names).containsAll(Topics.ALL.stream().map(Topics::deadLetters).toList());
      var jobs = admin.client().describeTopics(Topics.ALL).allTopicNames().get();
      assertThat(jobs.get(Topics.LAYOUT_JOBS).partitions()).hasSize(3);
      assertThat(jobs.get(Topics.TRAINING_JOBS).partitions()).hasSize(1);
    }
  }

  private static KafkaClients afterTwoSetUps(String servers) throws InterruptedException {
    var clients = new KafkaClients(Map.of("bootstrap.servers", servers));
    clients.ensureTopics(3, 1);
    clients.ensureTopics(5, 1);
    return clients;
  }

  @Test
  void aLoopMayAskForLongerTransactionsWhereTheUserHasNotSetTheirTime() {
    assertThat(transactionMillis(Map.of("bootstrap.servers", "nowhere:1"))).isEqualTo(60_000);
    assertThat(
            transactionMillis(
                Map.of("bootstrap.servers", "nowhere:1", "transaction.timeout.ms", 900)))
        .isEqualTo(900);
  }

  private static Object transactionMillis(Map<String, Object> base) {
    var clients = new KafkaClients(base).withTransactionsOf(Duration.ofMinutes(1));
    return clients.settings().transactionalProducer("id").get("transaction.timeout.ms");
  }

  /** Under a record limit Kafka's share consumer asks one broker at a time. */
  @Test
  void aBrokerWithoutJobsDoesNotHoldUpThoseOfAnotherForHalfASecond() {
    var options = JobQueueOptions.batchesOf(1);
    Map<String, Object> base = Map.of("bootstrap.servers", "nowhere:1");
    assertThat(new ClientSettings(base).shareConsumer("pool", options))
        .containsEntry("fetch.max.wait.ms", 50)
        .containsEntry("share.acquire.mode", "record_limit");
    assertThat(
            new ClientSettings(base)
                .shareConsumer("pool", options.withBatchWait(Duration.ofMillis(200))))
        .containsEntry("fetch.max.wait.ms", 200);
  }

  @Test
  void compactsTablesAndLetsImagesThrough() throws Exception {
    var clients = TestBroker.clients();
    clients.ensureTopics(3, 1);
    assertThat(config(clients, Topics.MODEL_UPDATES).get("cleanup.policy").value())
        .isEqualTo("compact");
    var images = config(clients, Topics.SYNTHETIC_IMAGES);
    assertThat(images.get("cleanup.policy").value()).isEqualTo("delete");
    assertThat(images.get("max.message.bytes").value()).isEqualTo("4194304");
  }

  @Test
  @Tag("slow")
  void leavesTheNumberOfReplicasToTheBrokers(@TempDir Path directory) throws Exception {
    var cluster =
        EmbeddedKafka.builder().dir(directory).nodes(2).set("default.replication.factor", 2);
    try (var kafka = cluster.start()) {
      var clients = new KafkaClients(Map.of("bootstrap.servers", kafka.bootstrapServers()));
      clients.ensureTopics(3);
      try (var admin = clients.admin()) {
        var jobs = admin.client().describeTopics(Topics.ALL).allTopicNames().get();
        assertThat(jobs.values())
            .flatMap(TopicDescription::partitions)
            .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(2));
      }
    }
  }

  @Test
  void namesTheClusterThatDoesNotAnswerInTime() {
    var clients = new KafkaClients(Map.of("bootstrap.servers", "127.0.0.1:1"));
    assertThatThrownBy(() -> clients.requireBrokers(Duration.ofSeconds(1)))
        .isInstanceOf(BrokersAwayException.class)
        .hasMessageStartingWith("No Kafka broker answered at '127.0.0.1:1' within 1 seconds");
  }

  @Test
  void namesTheSettingThatKafkaRefuses() {
    var clients =
        new KafkaClients(
            Map.of("bootstrap.servers", "127.0.0.1:1", "security.protocol", "NONSENSE"));
    assertThatThrownBy(() -> clients.requireBrokers(Duration.ofSeconds(1)))
        .isInstanceOf(BrokersAwayException.class)
        .hasMessageContaining("Kafka at '127.0.0.1:1' can't be used")
        .hasMessageContaining("NONSENSE");
  }

  @Test
  void saysWhatIsMissingWithoutBrokers() {
    assertThatThrownBy(() -> new KafkaClients(Map.of()))
        .hasMessageContaining("set kafka.bootstrap.servers");
  }

  private static Config config(KafkaClients clients, String topic) throws Exception {
    var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (var admin = clients.admin()) {
      return admin.client().describeConfigs(List.of(resource)).all().get().get(resource);
    }
  }
}
