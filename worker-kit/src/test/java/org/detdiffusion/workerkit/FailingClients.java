package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients whose first transaction fails when all is sent and the commit is due. */
final class FailingClients extends KafkaClients {
  final CountDownLatch failed = new CountDownLatch(1);
  private final Throwable failure;

  FailingClients(Throwable failure) {
    super(TestBroker.properties(), new SimpleMeterRegistry());
    this.failure = failure;
  }

  @Override
  Producer<String, byte[]> producer(Map<String, Object> properties) {
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public void commitTransaction() {
        if (failed.getCount() == 0) {
          super.commitTransaction();
          return;
        }
        flush();
        failed.countDown();
        throwFailure();
      }
    };
  }

  private void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (KafkaException) failure;
  }
}
