package org.detdiffusion.broker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka cluster (KRaft) inside this JVM, on the loopback address: for tests and for one
 * machine. Share groups are on. A restart on the same directory keeps topics, records and offsets.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedKafka.class);
  private final RecordedFaults faults = new RecordedFaults();
  private final List<Node> nodes = new CopyOnWriteArrayList<>();
  private final String clusterId;

  private EmbeddedKafka(String clusterId) {
    this.clusterId = clusterId;
    KafkaExits.watch(faults);
  }

  public static EmbeddedKafkaBuilder builder() {
    return new EmbeddedKafkaBuilder();
  }

  static EmbeddedKafka start(
      ClusterDirectory directory,
      int count,
      int port,
      List<String> users,
      Map<String, String> overrides)
      throws IOException {
    List<NodePorts> ports = bind(count, port);
    var cluster = new EmbeddedKafka(directory.clusterId());
    try {
      cluster.create(directory, ports, users, overrides);
      inParallel(cluster.nodes, Node::startController);
      inParallel(cluster.nodes, Node::startBroker);
      return cluster;
    } catch (Exception failed) {
      cluster.close();
      closeUnused(ports);
      throw failed instanceof IOException known ? known : notStarted(directory, failed);
    }
  }

  /** For Kafka clients: {@code host:port}, separated by commas. */
  public String bootstrapServers() {
    return nodes.stream().map(node -> node.ports().address()).collect(Collectors.joining(","));
  }

  /**
   * Stops one node in an orderly way; the others go on.
   *
   * @param id from 1 on
   */
  public void stopNode(int id) {
    nodes.get(id - 1).stop();
  }

  /** Stops one node as {@code kill -9} does; the others notice after their session time-out. */
  public void haltNode(int id) throws IOException {
    nodes.get(id - 1).halt();
  }

  /** Starts a stopped node again, on its ports and its data; returns when it serves. */
  public void startNode(int id) throws IOException {
    var stopped = nodes.get(id - 1);
    var voters = nodes.stream().map(Node::ports).toList();
    var ports = stopped.ports().again();
    var fresh = new Node(stopped.properties(), clusterId, voters, ports, faults);
    nodes.set(id - 1, fresh);
    fresh.startController();
    fresh.startBroker();
  }

  /** What broke the broker for good, a full disk for instance; this JVM lives on. */
  public Optional<Throwable> fatalFault() {
    return faults.first();
  }

  /** Stops every node; data stay. */
  @Override
  public void close() {
    stop(Node::stopBroker);
    stop(Node::stopController);
    nodes.clear();
    KafkaExits.forget(faults);
  }

  private void create(
      ClusterDirectory directory,
      List<NodePorts> ports,
      List<String> users,
      Map<String, String> more)
      throws Exception {
    var properties = new BrokerProperties(directory.path(), ports, more);
    for (NodePorts node : ports) {
      var settings = properties.of(node);
      directory.format(node.id(), clusterId, settings.getProperty("log.dirs"), users);
      nodes.add(new Node(settings, clusterId, ports, node, faults));
    }
  }

  private void stop(Consumer<Node> step) {
    try {
      inParallel(nodes, step);
    } catch (CompletionException failed) {
      LOG.warn("The embedded broker did not stop cleanly", failed.getCause());
    }
  }

  private static List<NodePorts> bind(int count, int port) throws IOException {
    List<NodePorts> ports = new ArrayList<>();
    try {
      for (int id = 1; id <= count; id++) {
        ports.add(NodePorts.bind(id, id == 1 ? port : 0));
      }
      return ports;
    } catch (IOException refused) {
      closeUnused(ports);
      throw refused;
    }
  }

  private static void closeUnused(List<NodePorts> ports) throws IOException {
    for (NodePorts node : ports) {
      node.sockets().closeUnused();
    }
  }

  private static void inParallel(List<Node> nodes, Consumer<Node> step) {
    var steps = nodes.stream().map(node -> CompletableFuture.runAsync(() -> step.accept(node)));
    CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new)).join();
  }

  private static IOException notStarted(ClusterDirectory directory, Exception cause) {
    return new IOException(
        "The embedded broker can't start on "
            + directory.path()
            + "; is another one running there?",
        cause);
  }
}
