package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransformLoopTest {
  private static final String[] WORDS = {"one", "two", "three", "four"};
  private final String group = "group-" + UUID.randomUUID();
  private TestTopic in;
  private TestTopic out;

  @BeforeEach
  void createTopics() throws Exception {
    in = TestTopic.create("words");
    out = TestTopic.create("upper-case");
  }

  @Test
  void writesEachOutputOnceThoughACommitFails() throws Exception {
    in.write(WORDS);
    var clients = new FailingClients(new KafkaException("the broker went away before the commit"));
    try (var loop = loop(clients, this::upperCase)) {
      loop.start();
      assertThat(out.words(4)).containsExactly("ONE", "TWO", "THREE", "FOUR");
      assertThat(Meters.ABORTS.counter(clients.meters(), "upper-case").count()).isEqualTo(1);
    }
  }

  @Test
  void takesOverFromAMemberThatDiedBeforeItsCommit() throws Exception {
    in.write(WORDS);
    var clients = new FailingClients(new OutOfMemoryError("while the transaction is open"));
    try (var dying = loop(clients, this::upperCase)) {
      dying.start();
      assertThat(clients.failed.await(30, TimeUnit.SECONDS)).isTrue();
    }
    try (var next = loop(TestBroker.clients(), this::upperCase)) {
      next.start();
      assertThat(out.words(4)).containsExactly("ONE", "TWO", "THREE", "FOUR");
    }
  }

  @Test
  void goesOnAfterWhatItsGroupHasCommitted() throws Exception {
    in.write("one", "two");
    try (var first = loop(TestBroker.clients(), this::upperCase)) {
      first.start();
      assertThat(out.words(2)).containsExactly("ONE", "TWO");
    }
    in.write("three");
    try (var second = loop(TestBroker.clients(), this::upperCase)) {
      second.start();
      assertThat(out.words(3)).containsExactly("ONE", "TWO", "THREE");
    }
  }

  /** The group takes a member that does not poll for 4 seconds for dead. */
  @Test
  void doesABatchInPartsThatTakesLongerThanTheGroupWaits() throws Exception {
    String[] words = IntStream.range(0, 12).mapToObj(i -> "word-" + i).toArray(String[]::new);
    in.write(words);
    var clients = TestBroker.clients();
    try (var loop = loop(clients, this::slowly)) {
      loop.start();
      assertThat(out.words(words.length)).containsExactly(words);
    }
    assertThat(Meters.ABORTS.counter(clients.meters(), "upper-case").count()).isZero();
  }

  private List<Outgoing> slowly(Incoming record) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400));
    return List.of(out.outgoing(TestTopic.word(record)));
  }

  @Test
  void setsARejectedRecordAsideOnceWhileItsNeighboursGoOn() throws Exception {
    in.write(WORDS);
    try (var loop = loop(TestBroker.clients(), this::refuseThree)) {
      loop.start();
      assertThat(out.words(3)).containsExactly("ONE", "TWO", "FOUR");
    }
    var letters = in.deadLetters().records(1);
    assertThat(letters).hasSize(1);
    assertThat(TestTopic.word(letters.get(0))).isEqualTo("three");
    assertThat(letters.get(0).headers())
        .isEqualTo(
            Map.of(
                DeadLetters.ORIGIN_TOPIC, in.name(),
                DeadLetters.ORIGIN_PARTITION, "0",
                DeadLetters.ORIGIN_OFFSET, "2",
                DeadLetters.ERROR_CODE, "BAD_DATA",
                DeadLetters.ERROR_REASON, "Three is odd.",
                DeadLetters.ATTEMPT, "1",
                DeadLetters.WORKER, "upper-case"));
  }

  @Test
  void setsARecordAsideWhoseTransformKeepsFailing() throws Exception {
    in.write(WORDS);
    var calls = new AtomicInteger();
    try (var loop = loop(TestBroker.clients(), record -> failOnTwo(record, calls))) {
      loop.start();
      assertThat(out.words(3)).containsExactly("ONE", "THREE", "FOUR");
    }
    assertThat(calls).hasValue(3);
    var letter = in.deadLetters().records(1).get(0);
    assertThat(letter.headers()).containsEntry(DeadLetters.ERROR_CODE, "FAILED");
  }

  @Test
  void readsTheSameRecordsAgainWhileWhatItsTransformNeedsIsAway() throws Exception {
    in.write(WORDS);
    var calls = new AtomicInteger();
    try (var loop = loop(TestBroker.clients(), record -> awayFiveTimes(record, calls))) {
      loop.start();
      assertThat(out.words(4)).containsExactly("ONE", "TWO", "THREE", "FOUR");
    }
    assertThat(calls.get()).isGreaterThan(5);
  }

  private List<Outgoing> awayFiveTimes(Incoming record, AtomicInteger calls) {
    if (TestTopic.word(record).equals("two") && calls.incrementAndGet() <= 5) {
      throw new AwayException("the store is away", null);
    }
    return upperCase(record);
  }

  private TransformLoop loop(KafkaClients clients, Transform transform) {
    return new TransformLoop("upper-case", clients, group, List.of(in.name()), transform);
  }

  private List<Outgoing> upperCase(Incoming record) {
    return List.of(out.outgoing(TestTopic.word(record).toUpperCase(Locale.ROOT)));
  }

  private List<Outgoing> refuseThree(Incoming record) throws RejectedException {
    if (TestTopic.word(record).equals("three")) {
      throw new RejectedException(PermanentCode.BAD_DATA, "Three is odd.");
    }
    return upperCase(record);
  }

  private List<Outgoing> failOnTwo(Incoming record, AtomicInteger calls) {
    if (TestTopic.word(record).equals("two")) {
      throw new IllegalArgumentException("call " + calls.incrementAndGet());
    }
    return upperCase(record);
  }
}
