package org.detdiffusion.broker;

import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import org.slf4j.LoggerFactory;

/** One combined controller and broker. */
final class Node {
  private final BrokerServer broker;
  private final ControllerServer controller;

  Node(
      Properties properties,
      String clusterId,
      List<NodePorts> voters,
      BoundSockets sockets,
      RecordedFaults faults) {
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
            sockets);
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

  String address() {
    return "127.0.0.1:" + broker.boundPort(new ListenerName(NodePorts.CLIENT));
  }
}
