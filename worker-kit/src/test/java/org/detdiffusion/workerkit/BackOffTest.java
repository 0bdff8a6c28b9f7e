package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private final List<Long> begun = Collections.synchronizedList(new ArrayList<>());

  @Test
  void doublesWithEachAttemptUpToFiveSeconds() {
    assertThat(BackOff.after(1)).isEqualTo(Duration.ofMillis(400));
    assertThat(BackOff.after(3)).isEqualTo(Duration.ofMillis(1600));
    assertThat(BackOff.after(5)).isEqualTo(LONGEST);
    assertThat(BackOff.after(Integer.MAX_VALUE)).isEqualTo(LONGEST);
  }

  @Test
  void aJobToBeTriedAgainComesBackAfterAPauseOnly() throws Exception {
    var jobs = TestTopic.create("jobs");
    jobs.write("a");
    try (var loop = loop(jobs, new CountDownLatch(1))) {
      loop.start();
      assertThat(jobs.deadLetters().records(1)).hasSize(1);
    }
    assertThat(begun).hasSize(3);
    assertThat(pauseAfter(1)).isGreaterThan(BackOff.after(1));
    assertThat(pauseAfter(2)).isGreaterThan(BackOff.after(2));
  }

  @Test
  void aLoopIsNotKeptFromClosingByAPause() throws Exception {
    var jobs = TestTopic.create("jobs");
    jobs.write("a");
    var second = new CountDownLatch(2);
    var loop = loop(jobs, second);
    loop.start();
    assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
    long began = System.nanoTime();
    loop.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(BackOff.after(2));
  }

  private JobQueueLoop loop(TestTopic jobs, CountDownLatch calls) {
    JobHandler busy =
        batch -> {
          begun.add(System.nanoTime());
          calls.countDown();
          return List.of(new Retry(TransientCode.NOT_PUBLISHED, "Not yet."));
        };
    var options = JobQueueOptions.batchesOf(1).withAttempts(3);
    String group = "pool-" + UUID.randomUUID();
    return new JobQueueLoop("worker", TestBroker.clients(), group, jobs.name(), options, busy);
  }

  private Duration pauseAfter(int attempt) {
    return Duration.ofNanos(begun.get(attempt) - begun.get(attempt - 1));
  }
}
