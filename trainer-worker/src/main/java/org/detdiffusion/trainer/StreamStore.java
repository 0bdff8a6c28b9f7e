package org.detdiffusion.trainer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.Incoming;

/**
 * What has come on the topics that training reads, held in memory as encoded messages, record by
 * record; pixels are decoded for the length of a run only. A run reads a prefix of it, so what
 * comes later doesn't change a run. Safe for use by several threads.
 *
 * <p>Nothing is ever let go, so the heap must hold the topics: an image of 64x64 pixels takes 5 KB
 * (composed scenes, measured) to 12 KB (noise). Repeats of synthetic images are not kept.
 */
final class StreamStore {
  private static final class Partition {
    private final String topic;
    private final List<StoredRecord> records = new ArrayList<>();
    private long next;

    Partition(String topic) {
      this.topic = topic;
    }
  }

  private final Map<String, Partition> partitions = new TreeMap<>();
  private final MadeImages made = new MadeImages();

  /** Takes a record; one at or before the newest of its partition is known already. */
  synchronized void add(Incoming record) {
    Partition partition =
        partitions.computeIfAbsent(
            Offsets.partitionName(record.topic(), record.partition()),
            name -> new Partition(record.topic()));
    if (record.offset() >= partition.next) {
      partition.next = record.offset() + 1;
      if (record.value() != null && isUseful(record)) {
        partition.records.add(new StoredRecord(record.offset(), record.value()));
      }
    }
  }

  private boolean isUseful(Incoming record) {
    return !record.topic().equals(Topics.SYNTHETIC_IMAGES) || made.add(record.value());
  }

  /** How many different images of some augmentation jobs have come; costs next to nothing. */
  synchronized int syntheticImages(Collection<String> jobs) {
    return made.count(jobs);
  }

  /** How far it reaches now. */
  synchronized Offsets offsets() {
    Map<String, Long> next = new TreeMap<>();
    partitions.forEach((name, partition) -> next.put(name, partition.next));
    return new Offsets(next);
  }

  /** The values of a topic up to some offsets: partition by partition, in the order they came. */
  synchronized List<byte[]> values(String topic, Offsets upTo) {
    List<byte[]> values = new ArrayList<>();
    partitions.forEach(
        (name, partition) -> {
          if (partition.topic.equals(topic)) {
            partition.records.stream()
                .filter(record -> upTo.include(name, record.offset()))
                .forEach(record -> values.add(record.value()));
          }
        });
    return values;
  }
}
