package org.detdiffusion.workerkit;

import java.util.Map;

/**
 * A record to be written.
 *
 * @param key null for none
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record Outgoing(String topic, String key, byte[] value, Map<String, String> headers) {
  public Outgoing {
    headers = Map.copyOf(headers);
  }

  public Outgoing(String topic, String key, byte[] value) {
    this(topic, key, value, Map.of());
  }
}
