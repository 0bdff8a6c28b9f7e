package org.detdiffusion.deploy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.detdiffusion.broker.EmbeddedKafka;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.KafkaClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strimzi makes the topics that {@code prepare} would. */
class KafkaTopicsTest {
  @TempDir Path directory;

  @Test
  void haveTheSettingsThatPrepareGivesThem() throws Exception {
    Map<String, Map<String, String>> declared = new TreeMap<>();
    for (KafkaTopic topic : Overlay.STRIMZI.resources(KafkaTopic.class)) {
      Map<String, String> settings = new TreeMap<>();
      topic.getSpec().getConfig().forEach((name, value) -> settings.put(name, value.toString()));
      declared.put(topic.getMetadata().getName(), settings);
    }
    assertThat(declared).isEqualTo(prepared());
  }

  private Map<String, Map<String, String>> prepared() throws Exception {
    try (var kafka = EmbeddedKafka.builder().dir(directory).start()) {
      Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
      new KafkaClients(settings).ensureTopics(1, 1);
      try (Admin admin = Admin.create(settings)) {
        var names = admin.listTopics().names().get();
        var asked =
            names.stream().map(n -> new ConfigResource(ConfigResource.Type.TOPIC, n)).toList();
        Map<String, Map<String, String>> prepared = new HashMap<>();
        admin
            .describeConfigs(asked)
            .all()
            .get()
            .forEach((topic, config) -> prepared.put(topic.name(), given(config.entries())));
        return prepared;
      }
    }
  }

  private static Map<String, String> given(Iterable<ConfigEntry> entries) {
    Map<String, String> given = new TreeMap<>();
    for (ConfigEntry entry : entries) {
      if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
        given.put(entry.name(), entry.value());
      }
    }
    return given;
  }

  @Test
  void topicsOfImagesHaveTheSameNumberOfPartitionsAndTrainingJobsOne() throws Exception {
    int images = topic(Topics.ANNOTATED_IMAGES).getSpec().getPartitions();
    assertThat(images).isGreaterThan(1);
    for (String name : Topics.ALL) {
      int wanted = name.equals(Topics.TRAINING_JOBS) ? 1 : images;
      assertThat(topic(name).getSpec().getPartitions()).as(name).isEqualTo(wanted);
      assertThat(topic(Topics.deadLetters(name)).getSpec().getPartitions()).isOne();
    }
  }

  @Test
  void survivesTheLossOfABroker() throws Exception {
    assertThat(Overlay.STRIMZI.resources(KafkaTopic.class))
        .allMatch(topic -> topic.getSpec().getReplicas() == 3);
    Map<String, Object> config =
        Overlay.STRIMZI.resources(Kafka.class).get(0).getSpec().getKafka().getConfig();
    assertThat(config)
        .containsEntry("min.insync.replicas", 2)
        .containsEntry("default.replication.factor", 3)
        .containsEntry("share.coordinator.state.topic.replication.factor", 3);
  }

  @Test
  void losesOneBrokerWithANodeAndNotTwo() throws Exception {
    Kafka kafka = Overlay.STRIMZI.resources(Kafka.class).get(0);
    var brokers = kafka.getSpec().getKafka().getTemplate().getPod().getTopologySpreadConstraints();
    assertThat(brokers)
        .singleElement()
        .satisfies(
            spread -> {
              assertThat(spread.getTopologyKey()).isEqualTo("kubernetes.io/hostname");
              assertThat(spread.getWhenUnsatisfiable()).isEqualTo("DoNotSchedule");
              assertThat(spread.getLabelSelector().getMatchLabels())
                  .isEqualTo(Map.of("strimzi.io/name", kafka.getMetadata().getName() + "-kafka"));
            });
  }

  private static KafkaTopic topic(String name) throws Exception {
    return Overlay.STRIMZI.resources(KafkaTopic.class).stream()
        .filter(topic -> topic.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
