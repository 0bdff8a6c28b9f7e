package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The partitions that are this member's, each with what became of its jobs. */
final class AssignedPartitions implements ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(AssignedPartitions.class);

  /** Which jobs something is about. */
  @FunctionalInterface
  interface Filter {
    boolean has(HeldJob.Key job);
  }

  private final Consumer<String, byte[]> consumer;
  private final java.util.function.Consumer<Filter> loser;
  private final Map<TopicPartition, PartitionLedger> ledgers = new HashMap<>();
  private boolean paused = true;

  /**
   * @param loser is told of jobs that another member will have, while they can still be taken back
   */
  AssignedPartitions(Consumer<String, byte[]> consumer, java.util.function.Consumer<Filter> loser) {
    this.consumer = consumer;
    this.loser = loser;
  }

  /** Those assigned from now on too, until told otherwise. */
  void pause(boolean pause) {
    paused = pause;
    if (pause) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.assignment());
    }
  }

  /** A job was read; false when it is done already. */
  boolean read(HeldJob.Key job) {
    return ledger(job).read(job.offset());
  }

  /** What lies before these offsets was read. */
  void passed(Map<TopicPartition, OffsetAndMetadata> next) {
    next.forEach(
        (partition, position) -> {
          if (ledgers.containsKey(partition)) {
            ledgers.get(partition).passed(position.offset());
          }
        });
  }

  int begun(HeldJob.Key job) {
    return ledger(job).begun(job.offset());
  }

  void begin(HeldJob.Key job) {
    ledger(job).begin(job.offset());
  }

  void takeBack(HeldJob.Key job) {
    ledger(job).takeBack(job.offset());
  }

  void done(HeldJob.Key job) {
    ledger(job).done(job.offset());
  }

  private PartitionLedger ledger(HeldJob.Key job) {
    return ledgers.get(job.topicPartition());
  }

  /** Writes what has changed; false when a poll has to come first, and nothing is written. */
  boolean commit() {
    return commit(ledgers.keySet());
  }

  private boolean commit(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    for (var partition : partitions) {
      var ledger = ledgers.get(partition);
      if (ledger != null && !ledger.isCommitted()) {
        changed.put(partition, ledger.position());
      }
    }
    if (changed.isEmpty()) {
      return true;
    }
    try {
      consumer.commitSync(changed);
      changed.forEach((partition, position) -> ledgers.get(partition).committed(position));
      return true;
    } catch (RebalanceInProgressException rearranging) {
      return false;
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    var committed = consumer.committed(new HashSet<>(partitions));
    for (var partition : partitions) {
      var left = committed.get(partition);
      ledgers.put(partition, left == null ? new PartitionLedger() : new PartitionLedger(left));
    }
    if (paused) {
      consumer.pause(partitions);
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    loser.accept(among(partitions));
    try {
      boolean unused = commit(partitions);
    } catch (CommitFailedException tooLate) {
      LOG.warn("Jobs of {} may be done again: {}", partitions, tooLate.getMessage());
    }
    ledgers.keySet().removeAll(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    loser.accept(among(partitions));
    ledgers.keySet().removeAll(partitions);
  }

  private static Filter among(Collection<TopicPartition> partitions) {
    return job -> partitions.contains(job.topicPartition());
  }
}
