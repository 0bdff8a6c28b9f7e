package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class JobWorkTest {
  private final HeldJob job =
      new HeldJob(
          new ConsumerRecord<>("jobs", 0, 0L, "key", new byte[1]), Duration.ofHours(1).toNanos());

  @Test
  void aJobNestedTooDeeplyForTheStackIsGivenBackAndTheWorkerGoesOn() throws Exception {
    var verdicts = failingWith(new StackOverflowError()).work(List.of(job));

    assertThat(verdicts).containsExactly(new JobVerdict(job, AcknowledgeType.RELEASE));
  }

  @Test
  void memoryThatHasRunOutEndsTheWorker() {
    var work = failingWith(new OutOfMemoryError("no memory left"));

    assertThatThrownBy(() -> work.work(List.of(job))).isInstanceOf(OutOfMemoryError.class);
  }

  /** Given back at its last delivery, Kafka would drop it. */
  @Test
  void aJobWhoseResultCanNotBeWrittenForAWhileIsKeptUntilItCan() throws Exception {
    var failures = new AtomicInteger(2);
    var brokers =
        new MockProducer<String, byte[]>(
            true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            return failures.getAndDecrement() > 0
                ? CompletableFuture.failedFuture(new NotEnoughReplicasException("one of two"))
                : super.send(record);
          }
        };
    JobOutcome done = new JobOutcome.Done(List.of(new Outgoing("out", "key", new byte[1])));

    var verdicts = work(batch -> List.of(done), brokers).work(List.of(job));

    assertThat(verdicts).containsExactly(new JobVerdict(job, AcknowledgeType.ACCEPT));
    assertThat(brokers.history()).hasSize(1);
  }

  private static JobWork failingWith(Error error) {
    JobHandler handler =
        batch -> {
          throw error;
        };
    return work(handler, new MockProducer<>());
  }

  private static JobWork work(JobHandler handler, MockProducer<String, byte[]> brokers) {
    var meters = new LoopMeters(new SimpleMeterRegistry(), "worker");
    var backOff = new BackOff(new StopSignal());
    var letters = new DeadLetters("worker");
    var settlement = new JobSettlement(new Publisher(brokers), letters, 4, meters, backOff);
    return new JobWork(handler, settlement, meters, LoopSpans.NONE, backOff);
  }
}
