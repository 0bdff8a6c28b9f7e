package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueBacklogTest {
  private final KafkaClients clients = TestBroker.clients();

  @Test
  void knowsTheJobsOfAPoolThatNeverRan() throws Exception {
    var topic = TestTopic.create("waiting");
    topic.write("a", "b", "c", "d", "e");
    try (var backlog =
        new QueueBacklog(clients, "pool-" + topic.name(), topic.name(), QueueKind.AUTO)) {
      assertThat(backlog.jobs()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARE", "GROUP"})
  void countsJobsUntilTheyAreDone(QueueKind queue) throws Exception {
    var topic = TestTopic.create("worked");
    topic.write("a", "b", "c");
    var done = TestTopic.create("done");
    var begun = new CountDownLatch(1);
    var held = new CountDownLatch(1);
    String pool = "pool-" + topic.name();
    JobHandler handler =
        batch -> {
          begun.countDown();
          held.await();
          return batch.stream().map(job -> done(done, job)).toList();
        };
    var options = JobQueueOptions.batchesOf(3).withQueue(queue);
    try (var backlog = new QueueBacklog(clients, pool, topic.name(), queue);
        var loop = new JobQueueLoop(pool, clients, pool, topic.name(), options, handler)) {
      loop.start();
      begun.await();
      assertThat(backlog.jobs()).isEqualTo(3);
      held.countDown();
      assertThat(done.words(3)).hasSize(3);
    }
    topic.write("d", "e", "f", "g");
    try (var backlog = new QueueBacklog(clients, pool, topic.name(), queue)) {
      assertThat(backlog.jobs()).isEqualTo(4);
    }
  }

  @Test
  void followsTheQueueThatIsConfiguredWhileThePoolIsEmpty() throws Exception {
    var topic = TestTopic.create("switched");
    topic.write("a", "b", "c");
    String pool = "pool-" + topic.name();
    try (var loop = member(pool, topic, TestTopic.create("done"))) {
      awaitJobs(0, pool, topic, QueueKind.GROUP);
    }
    awaitJobs(3, pool, topic, QueueKind.SHARE);
    awaitJobs(0, pool, topic, QueueKind.GROUP);
  }

  @Test
  void followsTheQueueThatHasMembersWhateverIsConfigured() throws Exception {
    var topic = TestTopic.create("members");
    topic.write("a", "b");
    String pool = "pool-" + topic.name();
    var done = TestTopic.create("done");
    try (var loop = member(pool, topic, done)) {
      assertThat(done.words(2)).hasSize(2);
      awaitJobs(0, pool, topic, QueueKind.SHARE);
    }
  }

  private JobQueueLoop member(String pool, TestTopic topic, TestTopic done) {
    var options = JobQueueOptions.batchesOf(3).withQueue(QueueKind.GROUP);
    JobHandler handler = batch -> batch.stream().map(job -> done(done, job)).toList();
    var loop = new JobQueueLoop(pool, clients, pool, topic.name(), options, handler);
    loop.start();
    return loop;
  }

  /** Commits, and the leaving of members, are seen a little later. */
  private void awaitJobs(long expected, String pool, TestTopic topic, QueueKind configured)
      throws Exception {
    try (var backlog = new QueueBacklog(clients, pool, topic.name(), configured)) {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (backlog.jobs() != expected && System.nanoTime() < deadline) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertThat(backlog.jobs()).isEqualTo(expected);
    }
  }

  private static JobOutcome done(TestTopic topic, Incoming job) {
    return new JobOutcome.Done(List.of(topic.outgoing(TestTopic.word(job))));
  }
}
