package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedriveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Predicate<DeadLetter> ALL = letter -> true;

  private final DeadLetters letters = new DeadLetters("worker");
  private TestTopic topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopic.create("jobs");
  }

  @Test
  void bringsAMessageBackAsItCame() throws Exception {
    give(letter(7, "one", Map.of("trace", "abc"), PermanentCode.BAD_JOB));

    RedrivePlan done = redrive(ALL);

    Incoming back = topic.records(1).get(0);
    assertThat(TestTopic.word(back)).isEqualTo("one");
    assertThat(back.key()).isEqualTo("one");
    assertThat(back.headers()).isEqualTo(Map.of("trace", "abc", DeadLetters.REDRIVEN, "1"));
    assertThat(done.messages()).hasSize(1);
  }

  @Test
  void bringsEachBackOnceHoweverOftenItIsCalled() throws Exception {
    give(letter(0, "one"), letter(1, "two"));
    redrive(ALL);
    give(letter(2, "three"));
    redrive(ALL);

    assertThat(redrive(ALL).messages()).isEmpty();
    assertThat(topic.words(3)).containsExactly("one", "two", "three");
  }

  @Test
  void leavesWhatIsFilteredOutForLater() throws Exception {
    give(letter(0, "one"), letter(1, "two"), letter(2, "three"));

    redrive(letter -> letter.origin().offset() == 1);
    assertThat(topic.words(1)).containsExactly("two");
    assertThat(pending()).extracting(DeadLetter::key).containsExactly("one", "three");

    redrive(ALL);
    assertThat(topic.words(3)).containsExactly("two", "one", "three");
  }

  @Test
  void goesOnWhereOneBrokeOff() throws Exception {
    give(
        IntStream.range(0, RedriveBatch.MOST_MESSAGES + 20)
            .mapToObj(i -> letter(i, "word-" + i))
            .toArray(Outgoing[]::new));
    var failing = new FailingClients(new KafkaException("the power is gone"), 1);
    try (Redrive broken = Redrive.open(failing, PATIENCE)) {
      assertThatThrownBy(() -> broken.run(topic.name(), ALL))
          .isInstanceOf(PublishException.class)
          .hasMessageContaining("the power is gone; what it brought back stays so");
    }
    assertThat(topic.words(100)).hasSize(RedriveBatch.MOST_MESSAGES);

    redrive(ALL);
    assertThat(topic.words(120)).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void undoesWhatAKilledOneHadSentButNotCommitted() throws Exception {
    give(letter(0, "one"));
    try (var killed = TestBroker.clients().transactionalProducer(Redrive.TRANSACTIONAL_ID)) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(Records.outgoing(topic.outgoing("one"))).get();

      redrive(ALL);
    }
    assertThat(topic.words(1)).containsExactly("one");
  }

  @Test
  void aLaterOneEndsAnEarlierOne() throws Exception {
    give(letter(0, "one"));
    try (Redrive earlier = Redrive.open(TestBroker.clients(), PATIENCE);
        Redrive later = Redrive.open(TestBroker.clients(), PATIENCE)) {
      assertThatThrownBy(() -> earlier.run(topic.name(), ALL))
          .isInstanceOf(PublishException.class)
          .hasMessageStartingWith("Another redrive began");
      later.run(topic.name(), ALL);
    }
    assertThat(topic.words(1)).containsExactly("one");
  }

  @Test
  void bringsAMessageBackOnceThoughSeveralWorkersGaveItUp() throws Exception {
    give(
        letter(5, "image", Map.of(), PermanentCode.WRONG_SIZE),
        letter(5, "image", Map.of(), TransientCode.FAILED));

    redrive(letter -> letter.code().equals("FAILED"));

    assertThat(topic.words(1)).containsExactly("image");
    assertThat(pending()).isEmpty();
  }

  @Test
  void leavesALetterWithoutItsValueAndSaysSo() throws Exception {
    Outgoing whole = letter(0, "large");
    give(new Outgoing(whole.topic(), whole.key(), null, whole.headers()));

    RedrivePlan done = redrive(ALL);

    assertThat(done.messages()).isEmpty();
    assertThat(done.withoutValue()).hasSize(1);
    assertThat(topic.words(0)).isEmpty();
    assertThat(pending()).hasSize(1);
  }

  @Test
  void isNotMisledByAMessageThatLooksLikeAReceipt() throws Exception {
    Map<String, String> forged = Map.of(Receipt.REDRIVEN_OFFSET, "0");
    give(letter(0, "one"), letter(1, "two", forged, TransientCode.FAILED));

    assertThat(redrive(ALL).messages()).hasSize(2);
  }

  @Test
  void aDiscardedLetterIsNeitherPendingNorBroughtBackButRecorded() throws Exception {
    give(letter(0, "one"), letter(1, "two"));

    try (Redrive redrive = Redrive.open(TestBroker.clients(), PATIENCE)) {
      assertThat(redrive.discard(topic.name(), letter -> letter.key().equals("one"), "no use"))
          .extracting(DeadLetter::key)
          .containsExactly("one");
    }

    assertThat(pending()).extracting(DeadLetter::key).containsExactly("two");
    redrive(ALL);
    assertThat(topic.words(1)).containsExactly("two");
    var letters = new DeadLetterTopics(TestBroker.clients(), PATIENCE);
    assertThat(letters.discarded(topic.name()))
        .extracting(discarded -> discarded.letter().key(), DiscardedLetter::reason)
        .containsExactly(tuple("one", "no use"));
    assertThat(topic.deadLetters().records(4)).hasSize(4); // two letters, two receipts
  }

  @Test
  void aMessageThatFailsAgainKeepsItsCount() throws Exception {
    topic.write("poison");
    Transform refusing =
        record -> {
          throw new RejectedException(PermanentCode.BAD_DATA, "It is refused.");
        };
    String group = "group-" + UUID.randomUUID();
    try (var loop =
        new TransformLoop("worker", TestBroker.clients(), group, List.of(topic.name()), refusing)) {
      loop.start();
      assertThat(topic.deadLetters().records(1)).hasSize(1);
      redrive(ALL);
      assertThat(topic.deadLetters().records(3)).hasSize(3); // letter, receipt, letter
      redrive(ALL);
      assertThat(topic.deadLetters().records(5)).hasSize(5);
    }
    assertThat(pending()).extracting(DeadLetter::redriven).containsExactly(2);
  }

  @Test
  void sendsNothingToATopicThatALetterOfAnotherNames() throws Exception {
    Outgoing whole = letter(0, "one");
    give(new Outgoing(whole.topic(), "one", whole.value(), Map.of("origin-topic", "elsewhere")));

    assertThat(redrive(ALL).messages()).isEmpty();
  }

  private RedrivePlan redrive(Predicate<DeadLetter> wanted) throws Exception {
    try (Redrive redrive = Redrive.open(TestBroker.clients(), PATIENCE)) {
      return redrive.run(topic.name(), wanted);
    }
  }

  private List<DeadLetter> pending() throws Exception {
    return new DeadLetterTopics(TestBroker.clients(), PATIENCE).pending(topic.name());
  }

  private static void give(Outgoing... letters) throws Exception {
    try (var publisher = TestBroker.clients().publisher()) {
      publisher.publish(List.of(letters));
    }
  }

  private Outgoing letter(long offset, String word) {
    return letter(offset, word, Map.of(), TransientCode.FAILED);
  }

  private Outgoing letter(long offset, String word, Map<String, String> headers, ErrorCode code) {
    var record = new Incoming(topic.name(), 0, offset, word, word.getBytes(UTF_8), headers, 1);
    return letters.of(record, code, "It failed.");
  }
}
