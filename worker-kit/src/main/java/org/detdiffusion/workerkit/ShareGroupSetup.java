package org.detdiffusion.workerkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;

/**
 * Makes a share group begin with the oldest job and see committed records only. Kafka keeps both
 * with the group, not with its members, and reads them at the first join.
 */
record ShareGroupSetup(Admin admin) {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "share.auto.offset.reset", "earliest",
          "share.isolation.level", "read_committed");

  void prepare(String groupId) throws InterruptedException {
    try {
      var group = new ConfigResource(ConfigResource.Type.GROUP, groupId);
      if (!isPrepared(group)) {
        alter(group);
      }
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed);
    }
  }

  /** Whoever may not alter a group can work with one that an administrator has set up. */
  private boolean isPrepared(ConfigResource group) throws ExecutionException, InterruptedException {
    try {
      var now = admin.describeConfigs(List.of(group)).all().get().get(group);
      return SETTINGS.entrySet().stream().allMatch(wanted -> isSet(now, wanted));
    } catch (ExecutionException untold) {
      throw lacks(untold, "DESCRIBE_CONFIGS", group);
    }
  }

  private static boolean isSet(Config now, Map.Entry<String, String> wanted) {
    var entry = now.get(wanted.getKey());
    return entry != null && wanted.getValue().equals(entry.value());
  }

  private void alter(ConfigResource group) throws ExecutionException, InterruptedException {
    var settings = SETTINGS.entrySet().stream().map(ShareGroupSetup::set).toList();
    try {
      admin.incrementalAlterConfigs(Map.of(group, settings)).all().get();
    } catch (ExecutionException refused) {
      throw lacks(refused, "ALTER_CONFIGS", group);
    }
  }

  private static ExecutionException lacks(
      ExecutionException refused, String right, ConfigResource group) {
    String sentence =
        "it lacks %s on group %s; an administrator sets groups up by `detdiffusion prepare`"
            .formatted(right, group.name());
    return refused.getCause() instanceof AuthorizationException
        ? new ExecutionException(new GroupAuthorizationException(sentence, group.name()))
        : refused;
  }

  private static AlterConfigOp set(Map.Entry<String, String> setting) {
    var entry = new ConfigEntry(setting.getKey(), setting.getValue());
    return new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
  }
}
