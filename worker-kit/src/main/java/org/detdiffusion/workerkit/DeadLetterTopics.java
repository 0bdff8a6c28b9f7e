package org.detdiffusion.workerkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.detdiffusion.messages.Topics;

/** Reads dead letters; for command lines. */
public final class DeadLetterTopics {
  private final KafkaClients clients;
  private final Duration patience;

  /**
   * Reads through these clients.
   *
   * @param patience longest time without any record before the brokers count as gone; longer than
   *     their transactions may last
   */
  public DeadLetterTopics(KafkaClients clients, Duration patience) {
    this.clients = clients;
    this.patience = patience;
  }

  /** Those of the topics that have dead letters at the brokers. */
  public List<String> existing(List<String> topics) throws SnapshotException {
    try (var consumer = clients.tailConsumer()) {
      var there = consumer.listTopics().keySet();
      return topics.stream().filter(topic -> there.contains(Topics.deadLetters(topic))).toList();
    } catch (KafkaException failed) {
      throw unreadable("The list of topics", failed);
    }
  }

  /**
   * The letters of a topic that were neither brought back nor discarded, the oldest of each
   * partition first.
   *
   * @throws SnapshotException in one sentence when they can't be read
   */
  public List<DeadLetter> pending(String topic) throws SnapshotException {
    Map<DeadLetter.Place, DeadLetter> pending = new LinkedHashMap<>();
    try {
      read(
          topic,
          record ->
              Receipt.letter(record)
                  .ifPresentOrElse(
                      pending::remove,
                      () -> DeadLetter.of(record).ifPresent(it -> pending.put(it.place(), it))));
    } catch (KafkaException failed) {
      throw unreadable("The dead letters of " + topic, failed);
    }
    return List.copyOf(pending.values());
  }

  /**
   * The letters of a topic that were discarded and are still there, in the order of that.
   *
   * @throws SnapshotException in one sentence when they can't be read
   */
  public List<DiscardedLetter> discarded(String topic) throws SnapshotException {
    Map<DeadLetter.Place, DeadLetter> letters = new HashMap<>();
    List<DiscardedLetter> discarded = new ArrayList<>();
    try {
      read(
          topic,
          record -> {
            DeadLetter.of(record).ifPresent(it -> letters.put(it.place(), it));
            Optional<DeadLetter> about = Receipt.letter(record).map(letters::remove);
            Optional<String> reason = Receipt.reason(record);
            if (about.isPresent() && reason.isPresent()) {
              Instant time = Instant.ofEpochMilli(record.timestamp());
              discarded.add(new DiscardedLetter(about.get(), reason.get(), time));
            }
          });
    } catch (KafkaException failed) {
      throw unreadable("The dead letters of " + topic, failed);
    }
    return discarded;
  }

  /** Every record on the dead letters of a topic, receipts among them. */
  void read(String topic, Consumer<ConsumerRecord<String, byte[]>> reader)
      throws SnapshotException {
    String letters = Topics.deadLetters(topic);
    try (var consumer = clients.tailConsumer();
        var admin = clients.admin()) {
      new SnapshotSession<RuntimeException>(
              consumer, (record, read, all) -> reader.accept(record), patience)
          .endingAt(partitions -> written(admin.client(), partitions))
          .run(List.of(letters));
    }
  }

  /**
   * To the last record written, in an open transaction or not: it is waited for. Where an open
   * transaction begins, which is what a consumer takes for the end, a receipt may lie behind it.
   */
  private static Map<TopicPartition, Long> written(Admin admin, List<TopicPartition> partitions) {
    var latest =
        partitions.stream().collect(Collectors.toMap(p -> p, unused -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(latest).all().get().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    } catch (ExecutionException failed) {
      throw new KafkaException(failed.getCause().getMessage(), failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  private static SnapshotException unreadable(String what, KafkaException failed) {
    return new SnapshotException(what + " can't be read: " + failed.getMessage(), failed);
  }
}
