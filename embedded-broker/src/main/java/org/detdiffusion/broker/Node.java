package org.detdiffusion.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.LoggerFactory;

/** One combined controller and broker. */
final class Node {
  /** Kafka leaves it after a clean stop, and checks its logs where it is missing. */
  private static final String CLEAN_STOP = ".kafka_cleanshutdown";

  private final Properties properties;
  private final NodePorts ports;
  private final BrokerServer broker;
  private final ControllerServer controller;

  Node(
      Properties properties,
      String clusterId,
      List<NodePorts> voters,
      NodePorts ports,
      RecordedFaults faults) {
    this.properties = properties;
    this.ports = ports;
    var config = KafkaConfig.fromProps(properties);
    var stored = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(Node.class), "");
    var shared =
        new SharedServer(
            config,
            stored._1(),
            Time.SYSTEM,
            Server$.MODULE$.initializeMetrics(config, Time.SYSTEM, clusterId),
            CompletableFuture.completedFuture(addresses(voters)),
            List.of(),
            faults,
            ports.sockets());
    broker = new BrokerServer(shared);
    controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), stored._2());
  }

  private static Map<Integer, InetSocketAddress> addresses(List<NodePorts> voters) {
    Map<Integer, InetSocketAddress> addresses = new HashMap<>();
    var loopback = InetAddress.getLoopbackAddress();
    voters.forEach(
        node -> addresses.put(node.id(), new InetSocketAddress(loopback, node.controller())));
    return addresses;
  }

  void startController() {
    controller.startup();
  }

  void startBroker() {
    broker.startup();
  }

  void stopBroker() {
    broker.shutdown();
  }

  void stopController() {
    controller.shutdown();
  }

  Properties properties() {
    return properties;
  }

  NodePorts ports() {
    return ports;
  }

  /** Takes leave of the cluster, whose other nodes lead its partitions from then on. */
  void stop() {
    stopBroker();
    stopController();
  }

  /**
   * Ends as a killed process does: connections break, nobody is told, and no clean stop is noted.
   */
  void halt() throws IOException {
    broker.lifecycleManager().close();
    broker.socketServer().shutdown();
    stop();
    Files.deleteIfExists(Path.of(properties.getProperty("log.dirs"), CLEAN_STOP));
  }
}
