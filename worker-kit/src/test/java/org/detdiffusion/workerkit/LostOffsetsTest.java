package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kafka forgets the offsets of a group that is idle for a week, and topics may lose records. */
class LostOffsetsTest {
  private final String group = "group-" + UUID.randomUUID();
  private TestTopic in;
  private TestTopic out;

  @BeforeEach
  void createTopics() throws Exception {
    in = TestTopic.create("words");
    out = TestTopic.create("copies");
  }

  @Test
  void aGroupWhoseOffsetsAreGoneBeginsAnewAndSkipsNothing() throws Exception {
    in.write("one");
    copyUntil(1);
    in.write("two");
    try (var admin = TestBroker.clients().admin()) {
      admin.client().deleteConsumerGroups(List.of(group)).all().get();
    }
    assertThat(copyUntil(3)).containsExactly("one", "one", "two");
  }

  @Test
  void aGroupWhoseNextRecordsWereDeletedRefusesToGoOn() throws Exception {
    in.write("one");
    copyUntil(1);
    in.write("two", "three");
    deleteRecordsBefore(2);
    try (var loop = transform()) {
      loop.start();
      assertThat(awaitFailure(loop))
          .startsWith("Records that consumer group '" + group + "' has not read are gone: ")
          .contains(in.name() + "-0 is to be read from offset", "but holds 2 to ", "--to-earliest");
    }
    assertThat(out.words(1)).containsExactly("one");
  }

  @Test
  void aQueueWhoseShareGroupIsGoneOffersEveryJobAgain() throws Exception {
    in.write("one");
    workUntil(1);
    in.write("two");
    try (var admin = TestBroker.clients().admin()) {
      admin.client().deleteShareGroups(List.of(group)).all().get();
    }
    assertThat(workUntil(3)).containsExactly("one", "one", "two");
  }

  @Test
  void aQueueWhoseConsumerGroupIsGoneOffersEveryJobAgain() throws Exception {
    in.write("one");
    workUntil(1, QueueKind.GROUP);
    in.write("two");
    try (var admin = TestBroker.clients().admin()) {
      admin.client().deleteConsumerGroups(List.of(group + ".queue")).all().get();
    }
    assertThat(workUntil(3, QueueKind.GROUP)).containsExactly("one", "one", "two");
  }

  @Test
  void aQueueOfAConsumerGroupWhoseNextJobsWereDeletedRefusesToGoOn() throws Exception {
    in.write("one");
    workUntil(1, QueueKind.GROUP);
    in.write("two", "three");
    deleteRecordsBefore(2);
    try (var loop = worker(QueueKind.GROUP)) {
      loop.start();
      assertThat(awaitFailure(loop))
          .startsWith("Records that consumer group '" + group + ".queue' has not read are gone: ")
          .contains(in.name() + "-0 is to be read from offset", "but holds 2 to ", "--to-earliest");
    }
    assertThat(out.words(1)).containsExactly("one");
  }

  private List<String> copyUntil(int count) {
    try (var loop = transform()) {
      loop.start();
      return out.words(count);
    }
  }

  private List<String> workUntil(int count) {
    return workUntil(count, QueueKind.SHARE);
  }

  private List<String> workUntil(int count, QueueKind queue) {
    try (var loop = worker(queue)) {
      loop.start();
      return out.words(count);
    }
  }

  private JobQueueLoop worker(QueueKind queue) {
    JobHandler copies = batch -> List.of(new Done(List.of(copy(batch.get(0)))));
    var options = JobQueueOptions.batchesOf(1).withQueue(queue);
    return new JobQueueLoop("worker", TestBroker.clients(), group, in.name(), options, copies);
  }

  private TransformLoop transform() {
    return new TransformLoop(
        "copies", TestBroker.clients(), group, List.of(in.name()), word -> List.of(copy(word)));
  }

  private Outgoing copy(Incoming word) {
    return out.outgoing(TestTopic.word(word));
  }

  private void deleteRecordsBefore(long offset) throws Exception {
    var partition = new TopicPartition(in.name(), 0);
    try (var admin = TestBroker.clients().admin()) {
      var records = Map.of(partition, RecordsToDelete.beforeOffset(offset));
      admin.client().deleteRecords(records).all().get();
    }
  }

  private static String awaitFailure(Loop loop) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!(loop.state() instanceof LoopState.Failed) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return ((LoopState.Failed) loop.state()).reason();
  }
}
