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
record ShareGroupSetup(Admin admin) {

  void prepare(String groupId) throws InterruptedException {
    try {
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

  private static AlterConfigOp set(String name, String value) {
    return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
  }
}
