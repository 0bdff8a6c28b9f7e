package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.Test;

class ShareJobsTest {
  private static final int ATTEMPTS = DroppingQueue.DELIVERIES - 1;

  private final LoopMeters meters = new LoopMeters(new SimpleMeterRegistry(), "worker");
  private final DroppingQueue queue = new DroppingQueue();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  @Test
  void aMemberWhoseJobsAreLostTakesNoneOfOthersWhileItIsAtWork() {
    queue.add(0, 0);
    var jobs = jobs(1);
    jobs.poll(true);
    assertThat(jobs.nextBatch()).hasSize(1);
    queue.refuseRenewals();
    queue.add(1, 0);
    for (int look = 0; look < 2 * DroppingQueue.DELIVERIES; look++) {
      jobs.poll(false);
      jobs.giveBackWaiting();
    }

    assertThat(queue.available()).isEqualTo(Map.of(1L, (short) 0));
    assertThat(queue.dropped()).isEmpty();
    assertThat(jobs.isPollDue()).as("it does not spin").isFalse();
  }

  /** Kafka agrees to the renewal of a job that another member has finished meanwhile. */
  @Test
  void aJobThatIsLostByItsOwnClockAloneIsHandedBackAndNotTakenForAnother() {
    queue.add(0, 0);
    queue.lockFor(0);
    var jobs = jobs(1);
    jobs.poll(true);
    var batch = jobs.nextBatch();
    jobs.poll(false);

    assertThat(batch).allMatch(job -> job.isLost() && job.isInHand());
    jobs.settle(batch, List.of());
    jobs.poll(true);
    assertThat(jobs.nextBatch())
        .noneMatch(batch::contains)
        .hasSize(1)
        .allMatch(job -> job.incoming().attempt() == 2);
    assertThat(queue.ended()).isEmpty();
  }

  @Test
  void aJobThatCameInTheBackgroundOfALongBatchIsLeftToOthersFirst() {
    var jobs = afterALongBatch(1);
    jobs.poll(true);

    assertThat(held(jobs.nextBatch())).isEqualTo(Map.of(0L, 2, 1L, 2));
  }

  @Test
  void aJobThatCameInTheBackgroundAtItsLastDeliveryIsKeptForItsLetter() {
    var jobs = afterALongBatch(DroppingQueue.DELIVERIES);
    jobs.poll(true);

    assertThat(held(jobs.nextSpent())).isEqualTo(Map.of(1L, DroppingQueue.DELIVERIES));
    assertThat(queue.dropped()).isEmpty();
  }

  /** Given back, the job would get its dead letter though its last attempt was never made. */
  @Test
  void aJobThatCameInTheBackgroundAtALaterDeliveryIsKeptForIt() {
    var jobs = afterALongBatch(ATTEMPTS);
    jobs.poll(true);

    assertThat(held(jobs.nextBatch())).isEqualTo(Map.of(1L, ATTEMPTS));
  }

  @Test
  void aJobThatCameInTheBackgroundAndIsSomebodyElsesByNowIsNotBegun() {
    var jobs = afterALongBatch(ATTEMPTS);
    queue.refuseRenewals();
    jobs.poll(true);

    assertThat(held(jobs.nextBatch())).isEqualTo(Map.of(0L, 2));
  }

  private ShareJobs afterALongBatch(int deliveriesOfTheNext) {
    queue.add(0, 0);
    var jobs = jobs(2);
    jobs.poll(true);
    var batch = jobs.nextBatch();
    queue.lockFor(0); // the batch has outlived it
    queue.fetchInBackground(1, deliveriesOfTheNext);
    jobs.settle(batch, List.of());
    return jobs;
  }

  /** Kafka's consumer would hand out no job any more, and take others. */
  @Test
  void aRenewalThatIsDroppedWithoutAWordEndsTheSession() {
    queue.add(0, 0);
    var jobs = jobs(1);
    jobs.poll(true);
    assertThat(jobs.nextBatch()).hasSize(1);
    queue.dropAcknowledgements();

    assertThatThrownBy(() -> jobs.poll(false))
        .isInstanceOf(KafkaException.class)
        .hasMessageContaining("renewal was not sent");
  }

  @Test
  void anErrorThatKafkasConsumerDoesNotKnowIsOneToConnectAgainFor() {
    var jobs = jobs(1);
    queue.fail(new IllegalStateException("Unexpected error code 15 while fetching"));
    assertThatThrownBy(() -> jobs.poll(true)).isInstanceOf(KafkaException.class);
    queue.fail(new IllegalStateException("All records must be acknowledged."));
    assertThatThrownBy(() -> jobs.poll(true)).isInstanceOf(IllegalStateException.class);
  }

  private static Map<Long, Integer> held(List<HeldJob> jobs) {
    return jobs.stream()
        .collect(Collectors.toMap(job -> job.key().offset(), job -> job.incoming().attempt()));
  }

  @Test
  void jobsAtTheirLastDeliveryGetTheirLettersThoughTheMemberStops() throws Exception {
    var stop = new StopSignal();
    queue.add(0, 0);
    queue.add(1, ATTEMPTS);
    queue.add(2, ATTEMPTS);
    queue.afterPoll(stop::give);
    run(stop);

    assertThat(queue.ended())
        .isEqualTo(Map.of(1L, AcknowledgeType.REJECT, 2L, AcknowledgeType.REJECT));
    assertThat(producer.history())
        .hasSize(2)
        .allMatch(letter -> letter.topic().equals(DroppingQueue.TOPIC + ".dead-letters"));
    assertThat(queue.dropped()).isEmpty();
    assertThat(queue.available()).isEqualTo(Map.of(0L, (short) 1));
  }

  private ShareJobs jobs(int maxBatch) {
    var waiting = new WaitingJobs(job -> "any", maxBatch, ShareJobs.TRUSTED_DELIVERIES, ATTEMPTS);
    return new ShareJobs(queue, DroppingQueue.TOPIC, waiting, meters);
  }

  private void run(StopSignal stop) throws Exception {
    JobHandler handler = batch -> batch.stream().map(job -> done()).toList();
    var publisher = new Publisher(producer);
    var letters = new DeadLetters("worker");
    var backOff = new BackOff(stop);
    var settlement = new JobSettlement(publisher, letters, ATTEMPTS, meters, backOff);
    var work = new JobWork(handler, settlement, meters, LoopSpans.NONE, backOff);
    try (var worker = new JobWorker("w", work)) {
      new JobQueueSession(jobs(3), worker, Duration.ofSeconds(25), meters).run(stop, () -> {});
    }
  }

  private static JobOutcome done() {
    return new Done(List.of());
  }
}
