package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class PublisherTest {
  private static final Outgoing RECORD = new Outgoing("results", "a", new byte[1]);

  @Test
  void doesNotLingerForRecordsThatAreNotComing() throws Exception {
    var producer = new FlushedProducer();
    try (var publisher = new Publisher(producer)) {
      publisher.publish(List.of(RECORD, RECORD));
    }
    assertThat(producer.history()).hasSize(2);
    assertThat(producer.flushes).isEqualTo(1);
  }

  @Test
  void anInterruptedFlushIsAnInterruptionAndNoRefusal() {
    var producer = new FlushedProducer();
    producer.interrupted = true;
    try (var publisher = new Publisher(producer)) {
      assertThatThrownBy(() -> publisher.publish(RECORD)).isInstanceOf(InterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void aClosedPublisherRefusesAndConnectsNoMore() {
    var connected = new AtomicInteger();
    var publisher =
        new Publisher(
            () -> {
              connected.incrementAndGet();
              return new FlushedProducer();
            },
            Tracing.OFF);
    publisher.close();
    assertThatThrownBy(() -> publisher.publish(RECORD))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("closed");
    assertThat(connected).hasValue(0);
  }

  private static final class FlushedProducer extends MockProducer<String, byte[]> {
    private int flushes;
    private boolean interrupted;

    private FlushedProducer() {
      super(true, null, new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public synchronized void flush() {
      flushes++;
      if (interrupted) {
        throw new InterruptException("stopped");
      }
      super.flush();
    }
  }
}
