package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How jobs come together, whatever Kafka's side of the queue is. */
@ParameterizedClass
@EnumSource(names = {"SHARE", "GROUP"})
class JobBatchesTest {
  private final String group = "pool-" + UUID.randomUUID();
  private final ConcurrentLinkedQueue<List<String>> batches = new ConcurrentLinkedQueue<>();
  private final CountDownLatch begun = new CountDownLatch(1);

  @Parameter private QueueKind queue;
  private TestTopic jobs;
  private TestTopic results;

  @BeforeEach
  void createTopics() throws Exception {
    jobs = TestTopic.create("jobs");
    results = TestTopic.create("results");
  }

  @Test
  void worksOnJobsOfOneShapeTogether() throws Exception {
    jobs.write("a1", "b1", "a2", "b2", "a3");
    try (var loop = loop(JobQueueOptions.batchesOf(5), this::work)) {
      loop.start();
      assertThat(results.words(5)).containsExactly("a1", "a2", "a3", "b1", "b2");
    }
    assertThat(batches).containsExactly(List.of("a1", "a2", "a3"), List.of("b1", "b2"));
  }

  @Test
  void waitsForMoreWhileItsBatchIsNotFull() throws Exception {
    jobs.write("a0");
    var patient = JobQueueOptions.batchesOf(50).withBatchWait(Duration.ofSeconds(1));
    try (var loop = loop(patient, this::work);
        var publisher = TestBroker.clients().publisher()) {
      loop.start();
      assertThat(results.words(1)).containsExactly("a0");
      for (int job = 1; job <= 20; job++) {
        publisher.publish(jobs.outgoing("a" + job));
      }
      assertThat(results.words(21)).hasSize(21);
    }
    assertThat(batches).hasSizeLessThan(10);
  }

  @Test
  void doesNotWaitOnceItsBatchIsFull() throws Exception {
    String padding = "-".repeat(ClientSettings.JOB_BYTES);
    var patient = JobQueueOptions.batchesOf(2).withBatchWait(Duration.ofSeconds(2));
    var words = new ArrayList<String>();
    for (int job = 0; job < 60; job++) {
      words.add("a" + job + padding);
    }
    jobs.write(words.toArray(String[]::new));
    try (var loop = loop(patient, this::work)) {
      loop.start(); // 30 batches; with waiting, a minute's work
      assertThat(results.words(60)).hasSize(60);
    }
  }

  @Test
  void aJobThatBreaksTheHandlerHurtsOnlyItself() throws Exception {
    jobs.write("a1", "a-bad", "a2");
    try (var loop = loop(JobQueueOptions.batchesOf(3).withAttempts(2), this::breakOnBad)) {
      loop.start();
      assertThat(results.words(2)).containsExactlyInAnyOrder("a1", "a2");
    }
    assertThat(jobs.deadLetters().records(1)).extracting(Incoming::key).containsExactly("a-bad");
  }

  @Test
  void jobsOfAnotherShapeAreGivenBackWhenTheWorkerStops() throws Exception {
    jobs.write("a1", "b1", "b2");
    var never = new CountDownLatch(1);
    JobHandler stuck =
        batch -> {
          begun.countDown();
          never.await();
          throw new IllegalStateException("nobody lets it go on");
        };
    var noGrace = JobQueueOptions.batchesOf(3).withGrace(Duration.ZERO);
    try (var closed = loop(noGrace, stuck)) {
      closed.start();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
    try (var next = loop(JobQueueOptions.batchesOf(3), this::work)) {
      next.start();
      assertThat(results.words(3)).containsExactlyInAnyOrder("a1", "b1", "b2");
    }
    assertThat(jobs.deadLetters().records(0)).isEmpty();
  }

  private JobQueueLoop loop(JobQueueOptions options, JobHandler work) {
    JobHandler shaped =
        new JobHandler() {
          @Override
          public List<JobOutcome> handle(List<Incoming> batch) throws InterruptedException {
            return work.handle(batch);
          }

          @Override
          public Object shape(Incoming job) {
            return TestTopic.word(job).charAt(0);
          }
        };
    return new JobQueueLoop(
        "worker", TestBroker.clients(), group, jobs.name(), options.withQueue(queue), shaped);
  }

  private List<JobOutcome> work(List<Incoming> batch) {
    batches.add(batch.stream().map(TestTopic::word).toList());
    return batch.stream().<JobOutcome>map(this::done).toList();
  }

  private List<JobOutcome> breakOnBad(List<Incoming> batch) {
    if (batch.stream().map(TestTopic::word).anyMatch("a-bad"::equals)) {
      throw new IllegalStateException("out of native memory");
    }
    return work(batch);
  }

  private JobOutcome done(Incoming job) {
    return new Done(List.of(results.outgoing(TestTopic.word(job))));
  }
}
