package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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

  @Test
  void leavesJobsOfAnotherShapeToItsIdleNeighbourWhileABatchIsLong() throws Exception {
    jobs.write("long", "a1", "a2", "a3");
    var begun = new CountDownLatch(1);
    try (var busy = shapedMember("busy", begun);
        var idle = shapedMember("idle", new CountDownLatch(1))) {
      busy.start();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      idle.start();
      assertThat(results.words(4)).containsExactlyInAnyOrder("a1", "a2", "a3", "long");
      assertThat(busy.state()).as("not tired of waiting").isInstanceOf(LoopState.Running.class);
    }
    assertThat(jobs.deadLetters().records(0)).isEmpty();
  }

  /** Whose batches hold many jobs of one first letter. */
  private JobQueueLoop shapedMember(String name, CountDownLatch begun) {
    JobHandler shaped =
        new JobHandler() {
          @Override
          public List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException {
            begun.countDown();
            List<JobOutcome> outcomes = new ArrayList<>();
            for (var job : batch) {
              outcomes.addAll(work(List.of(job)));
            }
            return outcomes;
          }

          @Override
          public Object shape(Incoming job) {
            return TestTopic.word(job).charAt(0);
          }
        };
    var options = JobQueueOptions.batchesOf(16).withQueue(QueueKind.SHARE);
    return new JobQueueLoop(name, TestBroker.clients(), group, jobs.name(), options, shaped);
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
