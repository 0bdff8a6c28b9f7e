package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.Test;

class KafkaClientsTest {
  @Test
  void createsEveryTopicWithItsDeadLettersAndLeavesThemAlone() throws Exception {
    var clients = TestBroker.clients();
    clients.ensureTopics(3, 1);
    clients.ensureTopics(5, 1);
    try (var admin = clients.admin()) {
      var names = admin.client().listTopics().names().get();
      assertThat(names).containsAll(Topics.ALL);
      assertThat(names).containsAll(Topics.ALL.stream().map(Topics::deadLetters).toList());
      var jobs = admin.client().describeTopics(Topics.ALL).allTopicNames().get();
      assertThat(jobs.get(Topics.LAYOUT_JOBS).partitions()).hasSize(3);
      assertThat(jobs.get(Topics.TRAINING_JOBS).partitions()).hasSize(1);
    }
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
