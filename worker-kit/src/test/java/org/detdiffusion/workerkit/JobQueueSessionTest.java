package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.Test;

class JobQueueSessionTest {
  private static final int ATTEMPTS = 4;

  @Test
  void anAcknowledgementThatFailsIsWhatEndsTheSessionSoThatANewOneBegins() {
    Throwable end = endOf(batch -> List.of(new Done(List.of())));

    assertThat(end).isInstanceOf(KafkaException.class).hasMessage("the brokers are gone");
    assertThat(end).hasNoSuppressedExceptions();
  }

  @Test
  void whatGoesWrongInGivingBackDoesNotHideTheError() {
    Throwable end =
        endOf(
            batch -> {
              throw new OutOfMemoryError("no memory left");
            });

    assertThat(end).isInstanceOf(OutOfMemoryError.class);
    assertThat(end.getSuppressed()).hasAtLeastOneElementOfType(KafkaException.class);
  }

  private static Throwable endOf(JobHandler handler) {
    var meters = new LoopMeters(new SimpleMeterRegistry(), "worker");
    var stop = new StopSignal();
    try (var consumer = new BreakingConsumer();
        var publisher = new Publisher(new MockProducer<>());
        var worker = new JobWorker("worker", work(handler, publisher, meters, stop))) {
      var waiting = new WaitingJobs(handler::shape, 1, 1, ATTEMPTS);
      var source = new ShareJobs(consumer, BreakingConsumer.TOPIC, waiting, meters);
      var session = new JobQueueSession(source, worker, Duration.ZERO, meters);
      return catchThrowable(() -> session.run(stop, () -> {}));
    }
  }

  private static JobWork work(
      JobHandler handler, Publisher publisher, LoopMeters meters, StopSignal stop) {
    var settlement =
        new JobSettlement(
            publisher, new DeadLetters("worker"), ATTEMPTS, meters, new BackOff(stop));
    return new JobWork(handler, settlement, meters, LoopSpans.NONE, new BackOff(stop));
  }
}
