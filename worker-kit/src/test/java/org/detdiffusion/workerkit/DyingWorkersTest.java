package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Jobs that bring down whoever takes them, with two attempts. */
class DyingWorkersTest {
  private static final JobQueueOptions TWICE = JobQueueOptions.batchesOf(1).withAttempts(2);

  private final String group = "pool-" + UUID.randomUUID();
  private final AtomicInteger calls = new AtomicInteger();
  private TestTopic jobs;
  private TestTopic results;

  @BeforeEach
  void createTopics() throws Exception {
    jobs = TestTopic.create("jobs");
    results = TestTopic.create("results");
  }

  @AfterEach
  void expectTheOneDeadLetter() {
    var letters = jobs.deadLetters().records(1);
    assertThat(letters).hasSize(1);
    assertThat(TestTopic.word(letters.get(0))).isEqualTo("deadly");
    assertThat(letters.get(0).headers())
        .containsEntry(DeadLetters.ERROR_CODE, "ATTEMPTS_EXHAUSTED")
        .containsEntry(DeadLetters.ATTEMPT, "3");
  }

  @Test
  void memoryThatRunsOutAtEveryAttemptMakesADeadLetterOfTheJob() throws Exception {
    jobs.write("deadly");
    JobHandler outOfMemory =
        batch -> {
          calls.incrementAndGet();
          throw new OutOfMemoryError("Java heap space");
        };
    for (int worker = 0; worker < 2; worker++) {
      try (var loop = loop(outOfMemory)) {
        loop.start();
        awaitFailure(loop);
      }
    }
    expectTheNextToGoOn();
    assertThat(calls).hasValue(2);
  }

  @Test
  @Tag("slow")
  @DisabledOnOs(OS.WINDOWS)
  void aNativeCrashAtEveryAttemptMakesADeadLetterOfTheJob() throws Exception {
    jobs.write("deadly");
    for (int worker = 0; worker < 2; worker++) {
      Process process = CrashingWorker.start(group, jobs.name());
      try {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has crashed").isTrue();
        assertThat(CrashingWorker.LOG).content().contains("SIGSEGV");
      } finally {
        process.destroyForcibly();
      }
    }
    expectTheNextToGoOn();
  }

  /** A worker that is sound writes the letter without a look at the job, and does the next one. */
  private void expectTheNextToGoOn() throws Exception {
    jobs.write("good");
    try (var sound = loop(batch -> List.of(done(batch.get(0))))) {
      sound.start();
      assertThat(results.words(1)).containsExactly("good");
      assertThat(jobs.deadLetters().records(1)).hasSize(1);
    }
  }

  private JobOutcome done(Incoming job) {
    return new Done(List.of(results.outgoing(TestTopic.word(job))));
  }

  private JobQueueLoop loop(JobHandler handler) {
    return new JobQueueLoop("worker", TestBroker.clients(), group, jobs.name(), TWICE, handler);
  }

  private static void awaitFailure(Loop loop) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!(loop.state() instanceof LoopState.Failed) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(new LoopHealth(List.of(loop)).alive()).isFalse();
  }
}
