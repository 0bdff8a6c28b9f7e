package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.junit.jupiter.api.Test;

class DeliveryLimitTest {
  @Test
  void leavesADeliveryForTheDeadLetter() {
    assertThat(new DeliveryLimit(10).attempts(9)).isEqualTo(9);
    assertThat(new DeliveryLimit(10).attempts(4)).isEqualTo(4);
    assertThat(new DeliveryLimit(5).attempts(9)).isEqualTo(4);
  }

  @Test
  void isKafkasDefaultWhereTheBrokersHideIt() {
    var hidden = new ConfigEntry(DeliveryLimit.SETTING, null);
    assertThat(DeliveryLimit.of(new Config(List.of()))).isEqualTo(new DeliveryLimit(5));
    assertThat(DeliveryLimit.of(new Config(List.of(hidden)))).isEqualTo(new DeliveryLimit(5));
  }

  @Test
  void aJobBecomesADeadLetterBeforeTheBrokerDropsIt() throws Exception {
    var jobs = TestTopic.create("jobs");
    jobs.write("a");
    JobHandler busy = batch -> List.of(new Retry(TransientCode.NOT_PUBLISHED, "Not yet."));
    var options = JobQueueOptions.batchesOf(1).withAttempts(99);
    String group = "pool-" + UUID.randomUUID();
    try (var loop =
        new JobQueueLoop("worker", TestBroker.clients(), group, jobs.name(), options, busy)) {
      loop.start();
      assertThat(jobs.deadLetters().records(1))
          .extracting(letter -> letter.headers().get(DeadLetters.ATTEMPT))
          .containsExactly("4");
    }
  }
}
