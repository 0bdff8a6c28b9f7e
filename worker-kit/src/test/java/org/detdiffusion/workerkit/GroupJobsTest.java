package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupJobsTest {
  private static final TopicPartition PARTITION = new TopicPartition("jobs", 0);

  @Test
  void aJobThatIsTriedAgainHasOneAttemptMore() {
    assertThat(attemptAfterABatchWithoutVerdict(Duration.ofMinutes(1))).isEqualTo(2);
  }

  @Test
  void aJobThatIsLostBecauseNobodyCouldPollHasNot() {
    assertThat(attemptAfterABatchWithoutVerdict(Duration.ZERO)).isEqualTo(1);
  }

  private static int attemptAfterABatchWithoutVerdict(Duration session) {
    try (var consumer = new MockConsumer<String, byte[]>("earliest")) {
      var waiting = new WaitingJobs(job -> "any", 1, GroupJobs.TRUSTED_DELIVERIES, 4);
      var jobs = new GroupJobs(consumer, PARTITION.topic(), waiting, Duration.ZERO, session);
      consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
      consumer.schedulePollTask(
          () -> {
            consumer.rebalance(List.of(PARTITION));
            consumer.addRecord(new ConsumerRecord<>("jobs", 0, 0, "key", new byte[1]));
          });
      jobs.poll(true);
      jobs.poll(true);
      jobs.settle(jobs.nextBatch(), List.of());
      return jobs.nextBatch().get(0).incoming().attempt();
    }
  }
}
