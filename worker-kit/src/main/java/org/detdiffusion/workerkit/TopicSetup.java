package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.detdiffusion.messages.Topics;

/** Creates the system's topics; those that exist stay as they are. */
record TopicSetup(Admin admin, int partitions, short replicas) {

  /**
   * Brokers unpack what comes compressed and measure it again: as it came, a record of a few
   * kilobytes may be hundreds of megabytes in the memory of whoever polls it.
   */
  private static final String UNCOMPRESSED = "uncompressed";

  void create() throws ExecutionException, InterruptedException {
    for (var created : admin.createTopics(missing()).values().values()) {
      awaitUnlessThere(created);
    }
  }

  /** What {@link #create} would make; whoever may not create need not. */
  List<NewTopic> missing() throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (String topic : Topics.ALL) {
      topics.add(streamTopic(topic));
      topics.add(newTopic(Topics.deadLetters(topic), 1));
    }
    Set<String> there = admin.listTopics().names().get();
    topics.removeIf(topic -> there.contains(topic.name()));
    return topics;
  }

  /**
   * Kept for ever, since workers follow them from the beginning. Training jobs have one partition:
   * a member of a share group takes a job from each at once, and one that trains for minutes would
   * keep the others' jobs waiting beside idle trainers.
   */
  private NewTopic streamTopic(String topic) {
    NewTopic created = newTopic(topic, topic.equals(Topics.TRAINING_JOBS) ? 1 : partitions);
    Map<String, String> configs = new HashMap<>(created.configs());
    configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
    return created.configs(configs);
  }

  private NewTopic newTopic(String topic, int count) {
    String policy =
        Topics.COMPACTED.contains(topic)
            ? TopicConfig.CLEANUP_POLICY_COMPACT
            : TopicConfig.CLEANUP_POLICY_DELETE;
    return new NewTopic(topic, count, replicas)
        .configs(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                policy,
                TopicConfig.COMPRESSION_TYPE_CONFIG,
                UNCOMPRESSED,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(ClientSettings.MAX_MESSAGE_BYTES)));
  }

  private static void awaitUnlessThere(Future<Void> created)
      throws ExecutionException, InterruptedException {
    try {
      created.get();
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw failed;
      }
    }
  }
}
