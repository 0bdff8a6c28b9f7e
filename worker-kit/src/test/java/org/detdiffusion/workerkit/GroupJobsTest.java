package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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
    assertThat(attempts(Duration.ofMinutes(1), 3)).containsExactly(1, 2, 3);
  }

  @Test
  void aJobThatIsLostBecauseNobodyCouldPollHasNotUnlessItIsLostAgainAndAgain() {
    assertThat(attempts(Duration.ZERO, 6)).containsExactly(1, 1, 1, 1, 2, 2);
  }

  /** In so many batches that end without a verdict. */
  private static List<Integer> attempts(Duration session, int batches) {
    List<Integer> attempts = new ArrayList<>();
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
      for (int i = 0; i < batches; i++) {
        var batch = jobs.nextBatch();
        attempts.add(batch.get(0).incoming().attempt());
        jobs.settle(batch, List.of());
      }
      return attempts;
    }
  }
}
