package org.detdiffusion.workerkit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Kafka's records to ours and back; header values are UTF-8. */
final class Records {
  private Records() {}

  static Incoming incoming(ConsumerRecord<String, byte[]> record) {
    return incoming(record, 1);
  }

  static Incoming incoming(ConsumerRecord<String, byte[]> record, int attempt) {
    Map<String, String> headers = new HashMap<>();
    for (var header : record.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, StandardCharsets.UTF_8));
    }
    return new Incoming(
        record.topic(),
        record.partition(),
        record.offset(),
        record.key(),
        record.value(),
        headers,
        attempt);
  }

  static ProducerRecord<String, byte[]> outgoing(Outgoing record) {
    var kafka = new ProducerRecord<>(record.topic(), record.key(), record.value());
    record
        .headers()
        .forEach(
            (name, value) -> kafka.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return kafka;
  }
}
