package org.detdiffusion.trainer;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far the stream has been read: "topic-partition" to the offset after the last record. Names
 * the data of a run: the same offsets are the same data.
 */
record Offsets(Map<String, Long> next) {

  Offsets {
    next = Map.copyOf(next);
  }

  static String partitionName(String topic, int partition) {
    return topic + "-" + partition;
  }

  boolean include(String partitionName, long offset) {
    return offset < next.getOrDefault(partitionName, 0L);
  }

  /** Sorted, for files and messages that shall be the same every time. */
  Map<String, Long> sorted() {
    return new TreeMap<>(next);
  }
}
