package org.detdiffusion.workerkit.bench;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes single records without waiting for the brokers. */
public final class PlainSender implements AutoCloseable {
  private final Producer<String, byte[]> producer;

  public PlainSender(PlainClients clients) {
    producer = clients.producer();
  }

  /** Returns at once; the record follows within Kafka's {@code linger.ms}, 5 milliseconds. */
  public void send(String topic, String key, byte[] value) {
    var unused = producer.send(new ProducerRecord<>(topic, key, value));
  }

  @Override
  public void close() {
    producer.close();
  }
}
