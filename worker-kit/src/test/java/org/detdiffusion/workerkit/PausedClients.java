package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Clients whose consumers stand still when they are to keep a job at work for the first time, like
 * a process that is stopped.
 */
final class PausedClients extends KafkaClients {
  final CountDownLatch paused = new CountDownLatch(1);
  final CountDownLatch resumed = new CountDownLatch(1);

  PausedClients() {
    super(TestBroker.properties(), new SimpleMeterRegistry());
  }

  @Override
  Consumer<String, byte[]> queueConsumer(String groupId, int maxBatch) {
    return new KafkaConsumer<>(
        settings().queueConsumer(groupId, maxBatch),
        new StringDeserializer(),
        new ByteArrayDeserializer()) {
      @Override
      public void pause(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
          standStill();
        }
        super.pause(partitions);
      }
    };
  }

  @Override
  ShareConsumer<String, byte[]> shareConsumer(String groupId, JobQueueOptions options) {
    var settings = settings().shareConsumer(groupId, options);
    return new KafkaShareConsumer<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public void acknowledge(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        if (type == AcknowledgeType.RENEW) {
          standStill();
        }
        super.acknowledge(record, type);
      }
    };
  }

  private void standStill() {
    paused.countDown();
    try {
      resumed.await();
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }
}
