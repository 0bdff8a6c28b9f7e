package org.detdiffusion.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an embedded cluster shall be like. */
public final class EmbeddedKafkaBuilder {
  private Path directory;
  private int nodes = 1;
  private int port;
  private List<String> users = List.of();
  private final Map<String, String> overrides = new TreeMap<>();

  EmbeddedKafkaBuilder() {}

  /** Where the data lives; made when it is not there. Required. */
  public EmbeddedKafkaBuilder dir(Path directory) {
    this.directory = directory;
    return this;
  }

  /** Number of nodes, each controller and broker; 1 unless set. */
  public EmbeddedKafkaBuilder nodes(int nodes) {
    if (nodes < 1) {
      throw new IllegalArgumentException("A cluster has 1 node or more, not " + nodes + ".");
    }
    this.nodes = nodes;
    return this;
  }

  /** Port of the first node's listener; any free one unless set. Other nodes take any free port. */
  public EmbeddedKafkaBuilder port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port + ".");
    }
    this.port = port;
    return this;
  }

  /** A broker property, over those that the embedded broker sets itself. */
  public EmbeddedKafkaBuilder set(String property, Object value) {
    overrides.put(property, String.valueOf(value));
    return this;
  }

  /** TLS and logins for clients; neither unless set. */
  public EmbeddedKafkaBuilder secured(SecuredListener listener) {
    users = listener.users();
    overrides.putAll(listener.broker());
    return this;
  }

  /** Users may do what access control lists let them, and the administrator everything. */
  public EmbeddedKafkaBuilder authorized() {
    return set("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
  }

  /**
   * Returns when the cluster serves.
   *
   * @throws PortTakenException when the port is in use
   * @throws IOException when the directory can't be used or the cluster does not come up
   */
  public EmbeddedKafka start() throws IOException {
    if (directory == null) {
      throw new IllegalStateException("The embedded broker needs a directory for its data.");
    }
    return EmbeddedKafka.start(new ClusterDirectory(directory), nodes, port, users, overrides);
  }
}
