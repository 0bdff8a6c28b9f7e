package org.detdiffusion.workerkit;

import java.util.Map;

/**
 * A record read from a topic.
 *
 * @param key null where the producer gave none
 * @param value null for a tombstone
 * @param attempt 1 at the first delivery; always 1 in a {@link TopicTail}
 */
@SuppressWarnings(
    "ArrayRecordComponent") // compared by topic, partition and offset, never as a whole
public record Incoming(
    String topic,
    int partition,
    long offset,
    String key,
    byte[] value,
    Map<String, String> headers,
    int attempt) {
  public Incoming {
    headers = Map.copyOf(headers);
  }

  Incoming withAttempt(int count) {
    return new Incoming(topic, partition, offset, key, value, headers, count);
  }
}
