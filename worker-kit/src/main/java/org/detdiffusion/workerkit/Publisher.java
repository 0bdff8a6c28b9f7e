package org.detdiffusion.workerkit;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes records and waits until the brokers have them. Safe for several threads. */
public final class Publisher implements AutoCloseable {
  private final Producer<String, byte[]> producer;

  Publisher(Producer<String, byte[]> producer) {
    this.producer = producer;
  }

  /**
   * Returns when every in-sync replica has all records.
   *
   * @throws PublishException when a record is refused or the brokers stay away; some may be written
   */
  public void publish(List<Outgoing> records) throws PublishException, InterruptedException {
    try {
      List<Future<RecordMetadata>> sent = records.stream().map(this::send).toList();
      for (var record : sent) {
        record.get();
      }
    } catch (ExecutionException refused) {
      throw new PublishException(refused.getCause());
    } catch (org.apache.kafka.common.KafkaException | CancellationException refused) {
      throw new PublishException(refused);
    }
  }

  public void publish(Outgoing record) throws PublishException, InterruptedException {
    publish(List.of(record));
  }

  @Override
  public void close() {
    producer.close();
  }

  private Future<RecordMetadata> send(Outgoing record) {
    return producer.send(Records.outgoing(record));
  }
}
