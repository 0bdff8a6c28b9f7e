package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Makes a share group begin with the oldest job and see committed records only. Kafka keeps both
 * with the group, not with its members, and reads them at the first join.
 */
record ShareGroupSetup(Admin admin, String bootstrapServers) {
  private static final String FEATURE = "share.version";

  void prepare(String groupId) throws InterruptedException {
    try {
      requireShareGroups();
      var group = new ConfigResource(ConfigResource.Type.GROUP, groupId);
      var settings =
          List.of(
              set("share.auto.offset.reset", "earliest"),
              set("share.isolation.level", "read_committed"));
      admin.incrementalAlterConfigs(Map.of(group, settings)).all().get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed);
    }
  }

  private void requireShareGroups() throws ExecutionException, InterruptedException {
    var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
    if (!features.containsKey(FEATURE) || features.get(FEATURE).maxVersionLevel() < 1) {
      throw new IllegalStateException(
          "The Kafka cluster at "
              + bootstrapServers
              + " has no share groups, which the job queues need: run Kafka 4.2 or newer and"
              + " `kafka-features.sh --bootstrap-server "
              + bootstrapServers
              + " upgrade --feature share.version=1`.");
    }
  }

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
