package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueueBacklogTest {
  private final KafkaClients clients = TestBroker.clients();

  @Test
  void knowsTheJobsOfAPoolThatNeverRan() throws Exception {
    var topic = TestTopic.create("waiting");
    topic.write("a", "b", "c", "d", "e");
    try (var backlog = new QueueBacklog(clients, "pool-" + topic.name(), topic.name())) {
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
    try (var backlog = new QueueBacklog(clients, pool, topic.name());
        var loop = new JobQueueLoop(pool, clients, pool, topic.name(), options, handler)) {
      loop.start();
      begun.await();
      assertThat(backlog.jobs()).isEqualTo(3);
      held.countDown();
      assertThat(done.words(3)).hasSize(3);
    }
    topic.write("d", "e", "f", "g");
    try (var backlog = new QueueBacklog(clients, pool, topic.name())) {
      assertThat(backlog.jobs()).isEqualTo(4);
    }
  }

  private static JobOutcome done(TestTopic topic, Incoming job) {
    return new JobOutcome.Done(List.of(topic.outgoing(TestTopic.word(job))));
  }
}
