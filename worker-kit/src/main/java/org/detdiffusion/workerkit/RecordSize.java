package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** What a record takes in bytes as Kafka reckons it: key, value, headers and framing. */
final class RecordSize {
  /** More is refused by our producers, and by the topics that we create. */
  static final int MOST = ClientSettings.MAX_MESSAGE_BYTES;

  /** A batch's header (61), a record's (21), and the lengths of key, value and headers. */
  private static final int FRAME = 61 + 21 + 3 * 5;

  /** The lengths of a header's name and value. */
  private static final int HEADER_FRAME = 2 * 5;

  private RecordSize() {}

  static int of(Outgoing record) {
    int value = record.value() == null ? 0 : record.value().length;
    return FRAME + bytes(record.key()) + value + of(record.headers());
  }

  static int of(Map<String, String> headers) {
    return headers.entrySet().stream()
        .mapToInt(header -> HEADER_FRAME + bytes(header.getKey()) + bytes(header.getValue()))
        .sum();
  }

  static int bytes(String text) {
    return text == null ? 0 : text.getBytes(UTF_8).length;
  }
}
