package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.workerkit.Incoming;

/**
 * What has come on the topics that training reads, held in memory as bytes, record by record. A run
 * reads a prefix of it, so what comes later doesn't change a run. Safe for use by several threads.
 */
final class StreamStore {
  private record Partition(String topic, List<StoredRecord> records) {}

  private final Map<String, Partition> partitions = new TreeMap<>();

  /** Takes a record; one at or before the newest of its partition is known already. */
  synchronized void add(Incoming record) {
    Partition partition =
        partitions.computeIfAbsent(
            Offsets.partitionName(record.topic(), record.partition()),
            name -> new Partition(record.topic(), new ArrayList<>()));
    if (record.value() != null && record.offset() >= next(partition)) {
      partition.records().add(new StoredRecord(record.offset(), record.value()));
    }
  }

  /** How far it reaches now. */
  synchronized Offsets offsets() {
    Map<String, Long> next = new TreeMap<>();
    partitions.forEach((name, partition) -> next.put(name, next(partition)));
    return new Offsets(next);
  }

  /** The values of a topic up to some offsets: partition by partition, in the order they came. */
  synchronized List<byte[]> values(String topic, Offsets upTo) {
    List<byte[]> values = new ArrayList<>();
    partitions.forEach(
        (name, partition) -> {
          if (partition.topic().equals(topic)) {
            partition.records().stream()
                .filter(record -> upTo.include(name, record.offset()))
                .forEach(record -> values.add(record.value()));
          }
        });
    return values;
  }

  private static long next(Partition partition) {
    List<StoredRecord> records = partition.records();
    return records.isEmpty() ? 0 : records.get(records.size() - 1).offset() + 1;
  }
}
