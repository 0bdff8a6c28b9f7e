package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only a share group can do: several members at work on one partition. */
class JobQueuePoolTest {
  private static final JobQueueOptions ONE =
      JobQueueOptions.batchesOf(1).withQueue(QueueKind.SHARE);
  private final String group = "pool-" + UUID.randomUUID();
  private final CountDownLatch shortJobs = new CountDownLatch(3);
  private TestTopic jobs;
  private TestTopic results;

  @BeforeEach
  void createTopics() throws Exception {
    jobs = TestTopic.create("jobs");
    results = TestTopic.create("results");
  }

  @Test
  void leavesEveryOtherJobToItsIdleNeighbourWhileOneIsLong() throws Exception {
    try (var one = member("one");
        var other = member("other")) {
      one.start();
      other.start();
      jobs.write("long", "a", "b", "c");
      assertThat(results.words(4)).containsExactly("a", "b", "c", "long");
    }
  }

  @Test
  void leavesTheJobsToAMemberThatJoinsLater() throws Exception {
    jobs.write("long", "a", "b", "c");
    try (var one = member("one");
        var other = member("other")) {
      one.start();
      other.start();
      assertThat(results.words(4)).containsExactly("a", "b", "c", "long");
    }
  }

  @Test
  void renewsTheLockOfAJobThatTakesThree() throws Exception {
    jobs.write("a");
    var clients = TestBroker.clients();
    var never = new CountDownLatch(1);
    JobHandler slow =
        batch -> {
          assertThat(never.await(6, TimeUnit.SECONDS)).isFalse();
          return work(batch);
        };
    try (var loop = new JobQueueLoop("slow", clients, group, jobs.name(), ONE, slow)) {
      loop.start();
      assertThat(results.words(1)).containsExactly("a");
    }
    double renewals = Meters.RENEWALS.counter(clients.meters(), "slow").count();
    assertThat(renewals).isGreaterThanOrEqualTo(6);
  }

  private JobQueueLoop member(String name) {
    return new JobQueueLoop(name, TestBroker.clients(), group, jobs.name(), ONE, this::work);
  }

  private List<JobOutcome> work(List<Incoming> batch) throws InterruptedException {
    String word = TestTopic.word(batch.get(0));
    if (word.equals("long")) {
      assertThat(shortJobs.await(25, TimeUnit.SECONDS)).isTrue();
    } else {
      shortJobs.countDown();
    }
    return List.of(new Done(List.of(results.outgoing(word))));
  }
}
