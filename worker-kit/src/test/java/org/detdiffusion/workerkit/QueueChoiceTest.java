package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.detdiffusion.broker.EmbeddedKafka;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueChoiceTest {
  @TempDir Path directory;

  @Test
  void aShareGroupIsTakenWhereThereIsOne() throws Exception {
    assertThat(choose(TestBroker.clients(), QueueKind.AUTO)).isEqualTo(QueueKind.SHARE);
    assertThat(choose(TestBroker.clients(), QueueKind.SHARE)).isEqualTo(QueueKind.SHARE);
    assertThat(choose(TestBroker.clients(), QueueKind.GROUP)).isEqualTo(QueueKind.GROUP);
  }

  @Test
  void aConsumerGroupIsTakenWhereThereIsNone() throws Exception {
    try (var broker = EmbeddedKafka.builder().dir(directory).start()) {
      var clients = clients(broker);
      switchShareGroupsOff(clients);

      assertThat(choose(clients, QueueKind.AUTO)).isEqualTo(QueueKind.GROUP);
      assertThatThrownBy(() -> choose(clients, QueueKind.SHARE))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("has no share groups: set detdiffusion.queue to group")
          .hasMessageNotContaining("\n");
    }
  }

  private static QueueKind choose(KafkaClients clients, QueueKind wanted) throws Exception {
    try (var admin = clients.admin()) {
      return new QueueChoice(admin.client(), "the brokers").choose("worker", wanted);
    }
  }

  private static KafkaClients clients(EmbeddedKafka broker) {
    return new KafkaClients(
        Map.of("bootstrap.servers", broker.bootstrapServers()), new SimpleMeterRegistry());
  }

  private static void switchShareGroupsOff(KafkaClients clients) throws Exception {
    var off = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE);
    try (var admin = clients.admin()) {
      admin
          .client()
          .updateFeatures(Map.of("share.version", off), new UpdateFeaturesOptions())
          .all()
          .get();
    }
  }
}
