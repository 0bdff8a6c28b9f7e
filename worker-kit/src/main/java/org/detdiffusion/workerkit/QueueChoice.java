package org.detdiffusion.workerkit;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses between a share group and a consumer group, by what the cluster has. */
record QueueChoice(Admin admin, String bootstrapServers) {
  static final String SETTING = "detdiffusion.queue";
  private static final Logger LOG = LoggerFactory.getLogger(QueueChoice.class);
  private static final String FEATURE = "share.version";

  /**
   * What is wanted, never {@link QueueKind#AUTO}.
   *
   * @throws IllegalStateException when a share group is wanted and the cluster has none
   */
  QueueKind choose(String loop, QueueKind wanted) throws InterruptedException {
    int version = wanted == QueueKind.GROUP ? 0 : shareVersion();
    if (wanted == QueueKind.SHARE && version < 1) {
      throw new IllegalStateException(
          "The Kafka cluster at "
              + bootstrapServers
              + " has no share groups: set "
              + SETTING
              + " to group, or run Kafka 4.2 or newer and `kafka-features.sh --bootstrap-server "
              + bootstrapServers
              + " upgrade --feature share.version=1`.");
    }
    if (wanted == QueueKind.AUTO) {
      LOG.info(
          "{} takes its jobs from a {} group, since the cluster's {} is {}",
          loop,
          version < 1 ? "consumer" : "share",
          FEATURE,
          version);
    }
    return kind(version);
  }

  /** The same without a word about it, for who only looks on. */
  QueueKind kind(QueueKind wanted) throws InterruptedException {
    return wanted == QueueKind.AUTO ? kind(shareVersion()) : wanted;
  }

  private static QueueKind kind(int version) {
    return version < 1 ? QueueKind.GROUP : QueueKind.SHARE;
  }

  /** Finalized version of the feature; 0 where the cluster does not know it. */
  private int shareVersion() throws InterruptedException {
    try {
      var features = admin.describeFeatures().featureMetadata().get().finalizedFeatures();
      var share = features.get(FEATURE);
      return share == null ? 0 : share.maxVersionLevel();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof UnsupportedVersionException) {
        return 0;
      }
      throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed);
    }
  }
}
