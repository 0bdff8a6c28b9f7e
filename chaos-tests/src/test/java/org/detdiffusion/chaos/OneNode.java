package org.detdiffusion.chaos;

import java.util.Map;

/** The one-node cluster that most cases share; each case empties its queue. */
final class OneNode {
  private static final int PARTITIONS = 2;

  private OneNode() {}

  private static final class Holder {
    static final Cluster CLUSTER = start();

    private static Cluster start() {
      try {
        var cluster = Cluster.start(1, PARTITIONS);
        Runtime.getRuntime().addShutdownHook(new Thread(cluster.kafka()::close));
        try (var pool = new Pool(cluster, "first", Kind.GENERATOR)) {
          pool.start(1, Map.of()).awaitReady().terminate(); // leaves the archive of classes
        }
        return cluster;
      } catch (Exception failed) {
        throw new IllegalStateException("The cluster can't be started", failed);
      }
    }
  }

  static Cluster cluster() {
    return Holder.CLUSTER;
  }
}
