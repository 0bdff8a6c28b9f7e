package org.detdiffusion.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Where a cluster keeps its data; a restart finds the same cluster. */
record ClusterDirectory(Path path) {

  String clusterId() throws IOException {
    Path file = path.resolve("cluster.id");
    Files.createDirectories(path);
    if (!Files.exists(file)) {
      Path fresh = path.resolve("cluster.id.new");
      Files.writeString(fresh, Uuid.randomUuid().toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).trim();
  }

  /**
   * Formats a node's new data directory; leaves one with data as it is.
   *
   * @param users who may log in, as Kafka's formatter wants them
   */
  void format(int nodeId, String clusterId, String dataDirectory, List<String> users)
      throws Exception {
    Files.createDirectories(Path.of(dataDirectory));
    try (var silence = new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8")) {
      new Formatter()
          .setPrintStream(silence)
          .setNodeId(nodeId)
          .setClusterId(clusterId)
          .setDirectories(List.of(dataDirectory))
          .setMetadataLogDirectory(dataDirectory)
          .setControllerListenerName(NodePorts.CONTROLLER)
          .setIgnoreFormatted(true)
          .setScramArguments(users)
          .run();
    }
  }
}
