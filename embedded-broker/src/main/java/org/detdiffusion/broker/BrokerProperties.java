package org.detdiffusion.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Kafka's settings for a small cluster in one JVM. */
record BrokerProperties(Path directory, List<NodePorts> nodes, Map<String, String> overrides) {
  private static final int MESSAGE_BYTES = 4 * 1024 * 1024;

  Properties of(NodePorts node) {
    var properties = new Properties();
    listeners(properties, node);
    replication(properties);
    shareGroups(properties);
    smallFootprint(properties);
    properties.setProperty("log.dirs", directory.resolve("node-" + node.id()).toString());
    overrides.forEach(properties::setProperty);
    return properties;
  }

  private void listeners(Properties properties, NodePorts node) {
    String client = "CLIENT://127.0.0.1:" + node.client();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", Integer.toString(node.id()));
    properties.setProperty("controller.quorum.voters", voters());
    properties.setProperty("listeners", client + ",CONTROLLER://127.0.0.1:" + node.controller());
    properties.setProperty("advertised.listeners", client);
    properties.setProperty(
        "listener.security.protocol.map", "CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.setProperty("controller.listener.names", NodePorts.CONTROLLER);
    properties.setProperty("inter.broker.listener.name", NodePorts.CLIENT);
  }

  private String voters() {
    return nodes.stream().map(NodePorts::voter).collect(Collectors.joining(","));
  }

  private void replication(Properties properties) {
    int replicas = Math.min(3, nodes.size());
    String inSync = Integer.toString(Math.max(1, replicas - 1));
    // 50 partitions each, the default, cost time at start and stop.
    for (String topic :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      properties.setProperty(topic + ".replication.factor", Integer.toString(replicas));
      properties.setProperty(topic + ".num.partitions", "4");
    }
    properties.setProperty("transaction.state.log.min.isr", inSync);
    properties.setProperty("share.coordinator.state.topic.min.isr", inSync);
    properties.setProperty("message.max.bytes", Integer.toString(MESSAGE_BYTES));
    properties.setProperty("replica.fetch.max.bytes", Integer.toString(MESSAGE_BYTES));
    properties.setProperty("auto.create.topics.enable", "false");
  }

  /** A worker joins within a second or so; a dead worker's job is free again after 15 seconds. */
  private static void shareGroups(Properties properties) {
    properties.setProperty("group.share.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.min.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.record.lock.duration.ms", "15000");
    properties.setProperty("group.share.min.record.lock.duration.ms", "1000");
    properties.setProperty("group.share.delivery.count.limit", "10");
    // A new group waits for its first answer as long as this, 30 seconds unless set.
    properties.setProperty("group.share.initialize.retry.interval.ms", "1000");
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  private static void smallFootprint(Properties properties) {
    properties.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
    properties.setProperty("log.cleaner.threads", "1");
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
    properties.setProperty("broker.session.timeout.ms", "6000");
    properties.setProperty("broker.heartbeat.interval.ms", "500");
  }
}
