package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** One reading of topics to their ends, with one consumer. */
final class SnapshotSession<E extends Exception> {
  private static final Duration POLL = Duration.ofMillis(200);

  /** As {@link TopicSnapshot.Reader}, of Kafka's records. */
  @FunctionalInterface
  interface Reader<E extends Exception> {
    void accept(ConsumerRecord<String, byte[]> record, long read, long all) throws E;
  }

  /** Where the reading ends. */
  @FunctionalInterface
  interface Ends {
    Map<TopicPartition, Long> of(List<TopicPartition> partitions);
  }

  private final Consumer<String, byte[]> consumer;
  private final Reader<E> reader;
  private final Duration patience;
  private Ends ending;
  private Map<TopicPartition, Long> begins = Map.of();
  private Map<TopicPartition, Long> ends = Map.of();
  private long passed;

  SnapshotSession(Consumer<String, byte[]> consumer, Reader<E> reader, Duration patience) {
    this.consumer = consumer;
    this.reader = reader;
    this.patience = patience;
    this.ending = consumer::endOffsets;
  }

  /** Ends elsewhere than where the consumer sees the end, no later than the last record. */
  SnapshotSession<E> endingAt(Ends ends) {
    this.ending = ends;
    return this;
  }

  void run(List<String> topics) throws SnapshotException, E {
    List<TopicPartition> partitions = partitions(topics);
    consumer.assign(partitions);
    begins = consumer.beginningOffsets(partitions);
    ends = ending.of(partitions);
    begins.forEach(consumer::seek);
    long moved = System.nanoTime();
    while (!isDone()) {
      long before = passed;
      poll();
      moved = passed > before ? System.nanoTime() : moved;
      if (System.nanoTime() - moved > patience.toNanos()) {
        throw new SnapshotException(
            "Kafka gave no more records of %s within %d seconds; check that its brokers are up and start again."
                .formatted(topics, patience.toSeconds()));
      }
    }
  }

  private List<TopicPartition> partitions(List<String> topics) throws SnapshotException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : topics) {
      var found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        throw new SnapshotException(
            "The topic %s is not there; import a data set first, or name another cluster."
                .formatted(topic));
      }
      found.forEach(p -> partitions.add(new TopicPartition(topic, p.partition())));
    }
    return partitions;
  }

  private void poll() throws E {
    long all = total(ends) - total(begins);
    long read = passed;
    for (var record : consumer.poll(POLL)) {
      var partition = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < ends.get(partition)) {
        reader.accept(record, read++, all);
      }
    }
    // Past the markers of transactions too, which have offsets but are no records.
    consumer.pause(ends.keySet().stream().filter(this::isAtEnd).toList());
    passed = ends.keySet().stream().mapToLong(this::position).sum() - total(begins);
  }

  private boolean isDone() {
    return ends.keySet().stream().allMatch(this::isAtEnd);
  }

  private boolean isAtEnd(TopicPartition partition) {
    return consumer.position(partition) >= ends.get(partition);
  }

  private long position(TopicPartition partition) {
    return Math.min(consumer.position(partition), ends.get(partition));
  }

  private static long total(Map<TopicPartition, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }
}
