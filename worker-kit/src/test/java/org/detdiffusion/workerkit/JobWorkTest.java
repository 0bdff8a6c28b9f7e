package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
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

  private static JobWork failingWith(Error error) {
    JobHandler handler =
        batch -> {
          throw error;
        };
    var meters = new LoopMeters(new SimpleMeterRegistry(), "worker");
    var publisher = new Publisher(new MockProducer<>());
    var settlement = new JobSettlement(publisher, new DeadLetters("worker"), 4, meters);
    return new JobWork(handler, settlement, meters, new BackOff(new StopSignal()));
  }
}
