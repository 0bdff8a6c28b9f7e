package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * Reads whole topics once, committed records only, from their beginning to where they end when the
 * reading starts: what is written meanwhile is left out. For command lines and exports.
 */
public final class TopicSnapshot {
  private final KafkaClients clients;
  private final Duration patience;

  /**
   * Reads through these clients.
   *
   * @param patience longest time without any record before the brokers count as gone
   */
  public TopicSnapshot(KafkaClients clients, Duration patience) {
    this.clients = clients;
    this.patience = patience;
  }

  /** Is given every record, partition by partition in order, on the caller's thread. */
  @FunctionalInterface
  public interface Reader<E extends Exception> {
    /**
     * @param read offsets of all topics that were passed before this record
     * @param all offsets there are to pass
     */
    void accept(Incoming record, long read, long all) throws E;
  }

  /**
   * Returns when the reader has had every record.
   *
   * @throws SnapshotException in one sentence when a topic is not there, or can't be read
   */
  public <E extends Exception> void read(List<String> topics, Reader<E> reader)
      throws SnapshotException, E {
    try (var consumer = clients.tailConsumer()) {
      SnapshotSession.Reader<E> records =
          (record, read, all) -> reader.accept(Records.incoming(record), read, all);
      new SnapshotSession<>(consumer, records, patience).run(topics);
    } catch (KafkaException failed) {
      throw new SnapshotException(
          "The topics %s can't be read: %s".formatted(topics, failed.getMessage()), failed);
    }
  }
}
