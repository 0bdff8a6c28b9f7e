package org.detdiffusion.workerkit.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.Outgoing;
import org.detdiffusion.workerkit.RejectedException;
import org.detdiffusion.workerkit.Transform;

/**
 * What a user of Kafka's clients writes first: poll, work, send, flush, commit, on one thread. At
 * least once, and that is all: no renewal, dead letter, back-off, metric or orderly stop.
 */
public final class PlainLoop implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Thread thread;
  private volatile boolean closing;

  private interface Steps {
    void run(PlainLoop loop, Producer<String, byte[]> producer);
  }

  private PlainLoop(PlainClients clients, String name, Steps steps) {
    this.thread =
        new Thread(
            () -> {
              try (var producer = clients.producer()) {
                steps.run(this, producer);
              }
            },
            name);
    thread.start();
  }

  /** Reads as a consumer group and commits its offsets after each batch. */
  public static PlainLoop group(
      PlainClients clients, String group, String topic, int maxBatch, Transform transform) {
    return new PlainLoop(
        clients,
        group,
        (loop, producer) -> {
          try (var consumer = clients.consumer(group, maxBatch)) {
            consumer.subscribe(List.of(topic));
            while (!loop.closing) {
              if (write(consumer.poll(POLL), transform, producer)) {
                consumer.commitSync();
              }
            }
          }
        });
  }

  /** Takes jobs from the topic's share group and acknowledges each batch at once. */
  public static PlainLoop queue(
      PlainClients clients, String topic, int maxBatch, Transform transform) {
    return new PlainLoop(
        clients,
        topic,
        (loop, producer) -> {
          try (var consumer = clients.shareConsumer(topic, maxBatch)) {
            consumer.subscribe(List.of(topic));
            while (!loop.closing) {
              var records = consumer.poll(POLL);
              if (write(records, transform, producer)) {
                records.forEach(record -> consumer.acknowledge(record, AcknowledgeType.ACCEPT));
                consumer.commitSync();
              }
            }
          }
        });
  }

  private static boolean write(
      ConsumerRecords<String, byte[]> records,
      Transform transform,
      Producer<String, byte[]> producer) {
    for (var record : records) {
      for (Outgoing output : outputs(transform, record)) {
        var unused =
            producer.send(new ProducerRecord<>(output.topic(), output.key(), output.value()));
      }
    }
    producer.flush();
    return !records.isEmpty();
  }

  private static List<Outgoing> outputs(
      Transform transform, ConsumerRecord<String, byte[]> record) {
    try {
      return transform.apply(
          new Incoming(
              record.topic(),
              record.partition(),
              record.offset(),
              record.key(),
              record.value(),
              Map.of(),
              1));
    } catch (RejectedException bad) {
      throw new IllegalStateException(bad);
    }
  }

  @Override
  public void close() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
