package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.JobOutcome.Rejected;
import org.detdiffusion.workerkit.JobOutcome.Retry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a queue promises, whatever Kafka's side of it is. */
@ParameterizedClass
@EnumSource(names = {"SHARE", "GROUP"})
class JobQueueLoopTest {
  private static final JobQueueOptions ONE = JobQueueOptions.batchesOf(1);

  @Parameter private QueueKind queue;

  private final String group = "pool-" + UUID.randomUUID();
  private TestTopic jobs;
  private TestTopic results;

  @BeforeEach
  void createTopics() throws Exception {
    jobs = TestTopic.create("jobs");
    results = TestTopic.create("results");
  }

  @Test
  void rejectsPoisonAtTheFirstAttemptWhileItsNeighboursGoOn() throws Exception {
    jobs.write("a", "poison", "b");
    var options = JobQueueOptions.batchesOf(3);
    try (var loop = loop(TestBroker.clients(), options, each(this::refusePoison))) {
      loop.start();
      assertThat(results.words(2)).containsExactlyInAnyOrder("a", "b");
    }
    var letters = jobs.deadLetters().records(1);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).headers())
        .containsEntry(DeadLetters.ERROR_CODE, "BAD_JOB")
        .containsEntry(DeadLetters.ORIGIN_TOPIC, jobs.name())
        .containsEntry(DeadLetters.ORIGIN_OFFSET, "1")
        .containsEntry(DeadLetters.ATTEMPT, "1");
  }

  @Test
  void deliversAReleasedJobAgain() throws Exception {
    jobs.write("a");
    JobHandler secondTime =
        each(
            job ->
                job.attempt() == 1
                    ? new Retry(TransientCode.NOT_PUBLISHED, "Not yet.")
                    : done(job));
    try (var loop = loop(TestBroker.clients(), ONE, secondTime)) {
      loop.start();
      assertThat(results.words(1)).containsExactly("a");
    }
    assertThat(jobs.deadLetters().records(0)).isEmpty();
  }

  @Test
  void setsAJobAsideAfterItsLastAttempt() throws Exception {
    jobs.write("a");
    var calls = new AtomicInteger();
    JobHandler failing =
        batch -> {
          throw new IllegalStateException("call " + calls.incrementAndGet());
        };
    try (var loop = loop(TestBroker.clients(), ONE.withAttempts(2), failing)) {
      loop.start();
      var letter = jobs.deadLetters().records(1).get(0);
      assertThat(letter.headers())
          .containsEntry(DeadLetters.ERROR_CODE, "FAILED")
          .containsEntry(DeadLetters.ATTEMPT, "2");
    }
    assertThat(calls).hasValue(2);
  }

  @Test
  void keepsAJobThatTakesLongerThanLocksAndPollsMayAndRunsItOnce() throws Exception {
    jobs.write("long");
    var runs = new AtomicInteger();
    var never = new CountDownLatch(1);
    JobHandler slow =
        batch -> {
          runs.incrementAndGet();
          assertThat(never.await(6, TimeUnit.SECONDS)).isFalse();
          return List.of(done(batch.get(0)));
        };
    try (var one = loop(TestBroker.clients(), ONE, slow);
        var other = loop(TestBroker.clients(), ONE, slow)) {
      one.start();
      other.start();
      assertThat(results.words(1)).containsExactly("long");
    }
    assertThat(runs).hasValue(1);
    assertThat(results.words(1)).containsExactly("long");
  }

  @Test
  void dropsTheResultOfAJobWhoseLockWasLost() throws Exception {
    jobs.write("a");
    var clients = new PausedClients();
    var never = new CountDownLatch(1);
    JobHandler stale =
        batch -> {
          assertThat(clients.resumed.await(30, TimeUnit.SECONDS)).isTrue();
          assertThat(never.await(3, TimeUnit.SECONDS)).isFalse(); // until the renewal is refused
          return List.of(new Done(List.of(results.outgoing("stale"))));
        };
    try (var zombie = loop(clients, ONE, stale);
        var next = loop(TestBroker.clients(), ONE, each(this::done))) {
      zombie.start();
      assertThat(clients.paused.await(30, TimeUnit.SECONDS)).isTrue();
      next.start();
      assertThat(results.words(1)).containsExactly("a");
      clients.resumed.countDown();
    }
    assertThat(results.words(1)).containsExactly("a");
    assertThat(Meters.LOCKS_LOST.counter(clients.meters(), "worker").count()).isEqualTo(1);
  }

  @Test
  void losesNothingWhenAWorkerIsClosedMidBatch() throws Exception {
    jobs.write("a", "b", "c");
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    JobHandler stuck =
        batch -> {
          begun.countDown();
          never.await();
          throw new IllegalStateException("nobody lets it go on");
        };
    var noGrace = JobQueueOptions.batchesOf(3).withGrace(Duration.ZERO);
    try (var closed = loop(TestBroker.clients(), noGrace, stuck)) {
      closed.start();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
    try (var next = loop(TestBroker.clients(), ONE, each(this::done))) {
      next.start();
      assertThat(results.words(3)).containsExactlyInAnyOrder("a", "b", "c");
    }
    assertThat(jobs.deadLetters().records(0)).isEmpty();
  }

  @Test
  void finishesItsJobWithinTheGrace() throws Exception {
    jobs.write("a");
    var begun = new CountDownLatch(1);
    var closing = new CountDownLatch(1);
    JobHandler patient =
        batch -> {
          begun.countDown();
          assertThat(closing.await(30, TimeUnit.SECONDS)).isTrue();
          return List.of(done(batch.get(0)));
        };
    var loop = loop(TestBroker.clients(), ONE, patient);
    loop.start();
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    var closer = new Thread(loop::close);
    closer.start();
    closing.countDown();
    closer.join();
    assertThat(loop.state()).isEqualTo(new LoopState.Stopped());
    assertThat(results.words(1)).containsExactly("a");
  }

  @Test
  void isNotAliveAfterAnErrorAndLeavesItsJobToOthers() throws Exception {
    jobs.write("a");
    JobHandler broken =
        batch -> {
          throw new OutOfMemoryError("no memory left");
        };
    try (var failing = loop(TestBroker.clients(), ONE, broken);
        var next = loop(TestBroker.clients(), ONE, each(this::done))) {
      failing.start();
      awaitEnd(failing);
      assertThat(new LoopHealth(List.of(failing)).alive()).isFalse();
      next.start();
      assertThat(results.words(1)).containsExactly("a");
    }
  }

  @Test
  void countsTheAttemptsOfWorkersThatDied() throws Exception {
    jobs.write("deadly", "a");
    var runs = new AtomicInteger();
    JobHandler dying =
        batch -> {
          if (TestTopic.word(batch.get(0)).equals("deadly")) {
            runs.incrementAndGet();
            throw new OutOfMemoryError("no memory left");
          }
          return List.of(done(batch.get(0)));
        };
    for (int worker = 1; worker <= 2; worker++) {
      try (var failing = loop(TestBroker.clients(), ONE.withAttempts(2), dying)) {
        failing.start();
        awaitEnd(failing);
      }
    }
    try (var last = loop(TestBroker.clients(), ONE.withAttempts(2), dying)) {
      last.start();
      assertThat(results.words(1)).containsExactly("a");
    }
    assertThat(runs).hasValue(2);
    assertThat(jobs.deadLetters().records(1))
        .extracting(letter -> letter.headers().get(DeadLetters.ERROR_CODE))
        .containsExactly(TransientCode.ATTEMPTS_EXHAUSTED.name());
  }

  @Test
  void goesOnAfterWhatItsGroupHasFinished() throws Exception {
    jobs.write("a", "b");
    try (var first = loop(TestBroker.clients(), ONE, each(this::done))) {
      first.start();
      assertThat(results.words(2)).containsExactly("a", "b");
    }
    jobs.write("c");
    try (var second = loop(TestBroker.clients(), ONE, each(this::done))) {
      second.start();
      assertThat(results.words(3)).containsExactly("a", "b", "c");
    }
  }

  private JobQueueLoop loop(KafkaClients clients, JobQueueOptions options, JobHandler handler) {
    return new JobQueueLoop(
        "worker", clients, group, jobs.name(), options.withQueue(queue), handler);
  }

  private static void awaitEnd(Loop loop) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!(loop.state() instanceof LoopState.Failed) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static JobHandler each(java.util.function.Function<Incoming, JobOutcome> job) {
    return batch -> batch.stream().map(job).toList();
  }

  private JobOutcome done(Incoming job) {
    return new Done(List.of(results.outgoing(TestTopic.word(job))));
  }

  private JobOutcome refusePoison(Incoming job) {
    return TestTopic.word(job).equals("poison")
        ? new Rejected(PermanentCode.BAD_JOB, "Poison is not drunk.")
        : done(job);
  }
}
