package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clients one of whose transactions fails when all is sent and the commit is due. */
final class FailingClients extends KafkaClients {
  final CountDownLatch failed = new CountDownLatch(1);
  private final Throwable failure;
  private int before;

  /** The first transaction fails. */
  FailingClients(Throwable failure) {
    this(failure, 0);
  }

  /**
   * @param before transactions that are committed before the one that fails
   */
  FailingClients(Throwable failure, int before) {
    super(TestBroker.properties(), new SimpleMeterRegistry());
    this.before = before;
    this.failure = failure;
  }

  @Override
  Producer<String, byte[]> producer(Map<String, Object> properties) {
    return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public void commitTransaction() {
        if (before-- > 0 || failed.getCount() == 0) {
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
