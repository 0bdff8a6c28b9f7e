package org.detdiffusion.workerkit.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's clients with Kafka's defaults.
 *
 * @param servers of the cluster, {@code host:port}
 */
public record PlainClients(String servers) {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final double NANOSECONDS = 1e9;

  /** A topic of one partition; its share group is its name and begins with the oldest record. */
  public void create(String topic) throws InterruptedException {
    var group = new ConfigResource(ConfigResource.Type.GROUP, topic);
    var oldest = new ConfigEntry("share.auto.offset.reset", "earliest");
    var set = List.of(new AlterConfigOp(oldest, AlterConfigOp.OpType.SET));
    try (Admin admin = Admin.create(base())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      admin.incrementalAlterConfigs(Map.of(group, set)).all().get();
    } catch (ExecutionException failed) {
      throw new KafkaException("Topic " + topic + " can't be made", failed);
    }
  }

  /** Writes records that are keyed by their number; in records a second. */
  public double produce(String topic, int records, int bytes) {
    byte[] value = new byte[bytes];
    try (var producer = producer()) {
      producer.partitionsFor(topic); // connects
      long began = System.nanoTime();
      for (int i = 0; i < records; i++) {
        var unused = producer.send(new ProducerRecord<>(topic, "record-" + i, value));
      }
      producer.flush();
      return records / seconds(began);
    }
  }

  /** Reads records from the oldest on, after the first ones came; in records a second. */
  public double consume(String topic, int records) {
    try (var consumer = consumer(topic, 500)) {
      var partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      int first = consumer.poll(Duration.ofSeconds(30)).count();
      long began = System.nanoTime();
      int read = first;
      while (read < records) {
        read += consumer.poll(POLL).count();
      }
      return (read - first) / seconds(began);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / NANOSECONDS;
  }

  Producer<String, byte[]> producer() {
    return new KafkaProducer<>(base(), new StringSerializer(), new ByteArraySerializer());
  }

  Consumer<String, byte[]> consumer(String group, int maxBatch) {
    var settings = base();
    settings.put("group.id", group);
    settings.put("max.poll.records", maxBatch);
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  ShareConsumer<String, byte[]> shareConsumer(String group, int maxBatch) {
    var settings = base();
    settings.put("group.id", group);
    settings.put("max.poll.records", maxBatch);
    settings.put("share.acknowledgement.mode", "explicit");
    settings.put("share.acquire.mode", "record_limit");
    return new KafkaShareConsumer<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> base() {
    return new HashMap<>(Map.of("bootstrap.servers", servers));
  }
}
