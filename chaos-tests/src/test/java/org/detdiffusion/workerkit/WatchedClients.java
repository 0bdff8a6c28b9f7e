package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.detdiffusion.chaos.Journal;
import org.detdiffusion.chaos.PausePoint;

/**
 * The real clients, watched: a second delivery goes to the journal, and the process may stop just
 * before a result is sent or just after the brokers have it.
 */
public final class WatchedClients extends KafkaClients {
  private final ClientSettings settings;
  private final Journal journal;
  private final PausePoint pause;

  public WatchedClients(
      Map<String, Object> base, MeterRegistry meters, Journal journal, PausePoint pause) {
    super(base, meters);
    this.settings = new ClientSettings(base);
    this.journal = journal;
    this.pause = pause;
  }

  @Override
  Producer<String, byte[]> producer(Map<String, Object> properties) {
    return pause.isAtSending()
        ? new PausingProducer(properties, pause)
        : super.producer(properties);
  }

  @Override
  ShareConsumer<String, byte[]> shareConsumer(String groupId, JobQueueOptions options) {
    return new KafkaShareConsumer<>(
        settings.shareConsumer(groupId, options),
        new StringDeserializer(),
        new ByteArrayDeserializer()) {
      @Override
      public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
        var records = super.poll(timeout);
        records.forEach(record -> watch(record.key(), record.deliveryCount().orElse((short) 1)));
        return records;
      }
    };
  }

  private void watch(String key, short deliveries) {
    if (deliveries > 1) {
      journal.write(Journal.AGAIN, key, deliveries);
    }
  }

  private static final class PausingProducer extends KafkaProducer<String, byte[]> {
    private final PausePoint pause;

    PausingProducer(Map<String, Object> properties, PausePoint pause) {
      super(properties, new StringSerializer(), new ByteArraySerializer());
      this.pause = pause;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
      pause.reached(PausePoint.Place.BEFORE_PRODUCE);
      var sent = super.send(record);
      try {
        sent.get();
      } catch (Exception failed) {
        throw new KafkaException(failed);
      }
      pause.reached(PausePoint.Place.BEFORE_ACKNOWLEDGEMENT);
      return sent;
    }
  }
}
