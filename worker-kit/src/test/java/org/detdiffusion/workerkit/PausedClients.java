package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Clients whose share consumer stands still at its first renewal, like a process that is stopped.
 */
final class PausedClients extends KafkaClients {
  final CountDownLatch paused = new CountDownLatch(1);
  final CountDownLatch resumed = new CountDownLatch(1);

  PausedClients() {
    super(TestBroker.properties(), new SimpleMeterRegistry());
  }

  @Override
  ShareConsumer<String, byte[]> shareConsumer(String groupId, int maxBatch) {
    var settings = new ClientSettings(TestBroker.properties()).shareConsumer(groupId, maxBatch);
    return new KafkaShareConsumer<>(
        settings, new StringDeserializer(), new ByteArrayDeserializer()) {
      @Override
      public void acknowledge(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        if (type == AcknowledgeType.RENEW) {
          pause();
        }
        super.acknowledge(record, type);
      }
    };
  }

  private void pause() {
    paused.countDown();
    try {
      resumed.await();
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }
}
