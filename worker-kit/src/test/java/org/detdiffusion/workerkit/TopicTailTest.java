package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicTailTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
  private TestTopic topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopic.create("followed");
  }

  @Test
  void seesEverythingFromTheBeginningAndGoesOn() throws Exception {
    topic.write("one", "two");
    try (var tail = tail()) {
      tail.start();
      assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
      assertThat(seen).containsExactly("one", "two");
      assertThat(tail.positions()).isEqualTo(Map.of(topic.name() + "-0", 2L));
      topic.write("three");
      assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
      assertThat(seen).containsExactly("one", "two", "three");
    }
  }

  @Test
  void skipsWhatWasNeverCommittedAndCatchesUpPastIt() throws Exception {
    try (var producer = TestBroker.clients().transactionalProducer(topic.name())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(Records.outgoing(topic.outgoing("aborted"))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(Records.outgoing(topic.outgoing("committed"))).get();
      producer.commitTransaction();
    }
    try (var tail = tail()) {
      tail.start();
      assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
      assertThat(seen).containsExactly("committed");
    }
  }

  @Test
  void makesALoopReadItsRecordAgainWhileItIsBehind() throws Exception {
    topic.write("one");
    try (var behind = tail()) {
      assertThatThrownBy(() -> behind.requireCaughtUp(Duration.ZERO))
          .isInstanceOf(KafkaException.class)
          .hasMessageContaining("tail could not read to the end");
    }
  }

  @Test
  void followsPartitionsThatTheTopicIsGiven() throws Exception {
    topic.write("one");
    var clients = TestBroker.clients(Map.of("metadata.max.age.ms", "500"));
    try (var tail = new TopicTail("tail", clients, List.of(topic.name()), this::see);
        var admin = clients.admin()) {
      tail.start();
      assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
      var two = Map.of(topic.name(), NewPartitions.increaseTo(2));
      admin.client().createPartitions(two).all().get();
      awaitPartitions(admin.client(), 2);
      try (var publisher = clients.publisher()) {
        for (int i = 0; i < 20; i++) {
          publisher.publish(new Outgoing(topic.name(), "key-" + i, new byte[] {(byte) ('a' + i)}));
        }
      }
      assertThat(tail.awaitCaughtUp(PATIENCE)).isTrue();
      assertThat(seen).hasSize(21).startsWith("one").contains("a", "t");
      assertThat(tail.positions()).containsOnlyKeys(topic.name() + "-0", topic.name() + "-1");
    }
  }

  @Test
  void failsWhenTheTopicIsNotThere() throws Exception {
    var missing = List.of("no-such-topic");
    try (var tail = new TopicTail("tail", TestBroker.clients(), missing, this::see)) {
      tail.start();
      awaitFailure(tail, "The topic no-such-topic is not there");
    }
  }

  @Test
  void failsWithItsReader() throws Exception {
    topic.write("one");
    java.util.function.Consumer<Incoming> broken =
        record -> {
          throw new IllegalStateException("the table is full");
        };
    try (var tail = new TopicTail("tail", TestBroker.clients(), List.of(topic.name()), broken)) {
      tail.start();
      assertThat(tail.awaitCaughtUp(PATIENCE)).isFalse();
      awaitFailure(tail, "the table is full");
      assertThat(new LoopHealth(List.of(tail)).alive()).isFalse();
    }
  }

  /** Brokers tell of a partition a little after they have made it. */
  private void awaitPartitions(Admin admin, int count) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    var topics = List.of(topic.name());
    while (TailSession.partitions(admin, topics).size() < count && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(TailSession.partitions(admin, topics)).hasSize(count);
  }

  private TopicTail tail() {
    return new TopicTail("tail", TestBroker.clients(), List.of(topic.name()), this::see);
  }

  private void see(Incoming record) {
    seen.add(TestTopic.word(record));
  }

  private static void awaitFailure(Loop loop, String reason) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!(loop.state() instanceof LoopState.Failed) && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(loop.state())
        .isInstanceOfSatisfying(
            LoopState.Failed.class, failed -> assertThat(failed.reason()).contains(reason));
  }
}
