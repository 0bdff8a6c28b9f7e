package org.detdiffusion.workerkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterTopicsTest {
  private final DeadLetterTopics topics =
      new DeadLetterTopics(TestBroker.clients(), Duration.ofSeconds(20));
  private TestTopic topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopic.create("images");
  }

  @Test
  void tellsAllThatTheHeadersSay() throws Exception {
    Instant before = Instant.now().minusSeconds(1);
    give(letter());

    DeadLetter letter = topics.pending(topic.name()).get(0);

    assertThat(letter.origin()).isEqualTo(new DeadLetter.Origin(topic.name(), 3, 42));
    assertThat(letter.place()).isEqualTo(new DeadLetter.Place(0, 0));
    assertThat(letter.code()).isEqualTo("NOT_MADE");
    assertThat(letter.reason()).isEqualTo("The brush broke.");
    assertThat(letter.attempt()).isEqualTo(4);
    assertThat(letter.worker()).isEqualTo("generator-0");
    assertThat(letter.redriven()).isZero();
    assertThat(letter.leftOut()).isEmpty();
    assertThat(letter.size()).hasValue(5);
    assertThat(letter.time()).isAfter(before);
  }

  @Test
  void tellsWhatALetterLacksOfItsMessage() throws Exception {
    var headers = Map.of("trace", "x".repeat(LetterPart.MAX_HEADER_BYTES));
    var record = new Incoming(topic.name(), 3, 42, "key", "value".getBytes(UTF_8), headers, 4);
    give(new DeadLetters("generator-0").of(record, TransientCode.NOT_MADE, "The brush broke."));

    DeadLetter letter = topics.pending(topic.name()).get(0);

    assertThat(letter.leftOut()).isEqualTo("headers");
    assertThat(letter.size()).as("nothing to bring back as it came").isEmpty();
  }

  @Test
  void readsFromAReceiptWhichLetterWasSettled() {
    Map<String, String> redriven = Map.of(Receipt.REDRIVEN_OFFSET, "7");
    Map<String, String> discarded = Map.of(Receipt.DISCARDED_OFFSET, "8");
    assertThat(DeadLetter.settled(receipt(redriven))).contains(new DeadLetter.Place(2, 7));
    assertThat(DeadLetter.settled(receipt(discarded))).contains(new DeadLetter.Place(2, 8));
    assertThat(DeadLetter.settled(receipt(letter().headers()))).isEmpty();
  }

  @Test
  void findsAReceiptBehindATransactionThatIsStillOpen() throws Exception {
    give(letter());
    try (var other = TestBroker.clients().transactionalProducer(topic.name())) {
      other.initTransactions();
      other.beginTransaction();
      other.send(Records.outgoing(letter())).get();
      give(
          new Outgoing(
              topic.deadLetters().name(), "key", null, Map.of(Receipt.REDRIVEN_OFFSET, "0")));

      assertThat(topics.pending(topic.name())).isEmpty();
    }
  }

  @Test
  void passesOverWhatIsNoLetter() throws Exception {
    String letters = topic.deadLetters().name();
    give(
        new Outgoing(letters, "key", new byte[1]),
        new Outgoing(letters, "key", new byte[1], Map.of("redriven-offset", "soon")),
        new Outgoing(
            letters,
            "key",
            new byte[1],
            Map.of("origin-topic", topic.name(), "origin-partition", "x", "origin-offset", "1")));

    assertThat(topics.pending(topic.name())).isEmpty();
  }

  @Test
  void knowsWhichTopicsHaveDeadLetters() throws Exception {
    assertThat(topics.existing(List.of("no-such-topic", topic.name())))
        .containsExactly(topic.name());
    assertThatThrownBy(() -> topics.pending("no-such-topic"))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("no-such-topic.dead-letters is not there");
  }

  private Incoming receipt(Map<String, String> headers) {
    return new Incoming(topic.deadLetters().name(), 2, 9, "key", null, headers, 1);
  }

  private Outgoing letter() {
    var record = new Incoming(topic.name(), 3, 42, "key", "value".getBytes(UTF_8), Map.of(), 4);
    return new DeadLetters("generator-0").of(record, TransientCode.NOT_MADE, "The brush broke.");
  }

  private static void give(Outgoing... letters) throws Exception {
    try (var publisher = TestBroker.clients().publisher()) {
      publisher.publish(List.of(letters));
    }
  }
}
