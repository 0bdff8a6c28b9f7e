package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.detdiffusion.workerkit.JobOutcome.Done;
import org.detdiffusion.workerkit.JobOutcome.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A record that is too large hurts only itself, and is never lost without a word. */
@ParameterizedClass
@EnumSource
class OversizedRecordsTest {
  private static final int MEBI = 1024 * 1024;
  private static final int MOST = ClientSettings.MAX_MESSAGE_BYTES;
  private static final int LITTLE = MEBI;

  /** The loops that write what comes of a record. */
  enum Kind {
    TRANSFORM,
    SHARE,
    GROUP
  }

  @Parameter private Kind kind;

  private final String group = "sizes-" + UUID.randomUUID();

  @Test
  void anOutputIsMeasuredWithItsKey() throws Exception {
    var in = TestTopic.create("in", MOST, MOST);
    var out = TestTopic.create("out", MOST, MOST);
    in.write("a", "b", "c");
    String name = "k".repeat(9 * MEBI / 4);

    try (var loop =
        loop(in, record -> List.of(isB(record) ? named(out, name) : copy(out, record)))) {
      loop.start();
      assertThat(out.words(2)).containsExactlyInAnyOrder("a", "c");
    }

    assertThat(codes(in, 1)).containsExactly("b OUTPUT_TOO_LARGE");
  }

  @Test
  void anOutputThatTheBrokersRefuseIsADeadLetter() throws Exception {
    var in = TestTopic.create("in", MOST, MOST);
    var out = TestTopic.create("out", LITTLE, LITTLE);
    in.write("a", "b", "c");

    try (var loop = loop(in, record -> List.of(isB(record) ? large(out) : copy(out, record)))) {
      loop.start();
      assertThat(out.words(2)).containsExactlyInAnyOrder("a", "c");
    }

    assertThat(codes(in, 1)).containsExactly("b OUTPUT_TOO_LARGE");
  }

  @Test
  void whatIsWrittenBesideARefusedRecordIsWrittenOnce() throws Exception {
    var in = TestTopic.create("in", MOST, MOST);
    var out = TestTopic.create("out", LITTLE, LITTLE);
    in.write("bad", "b", "c");

    try (var loop =
        loop(in, record -> List.of(isB(record) ? large(out) : unlessBad(out, record)))) {
      loop.start();
      assertThat(out.words(1)).containsExactly("c");
      assertThat(codes(in, 2)).containsExactlyInAnyOrder("bad BAD_JOB", "b OUTPUT_TOO_LARGE");
    }
  }

  @Test
  void aDeadLetterThatTheBrokersRefuseIsWrittenWithoutItsValue() throws Exception {
    var in = TestTopic.create("in", MOST, LITTLE);
    var out = TestTopic.create("out", LITTLE, LITTLE);
    in.write("a");
    in.write(List.of(new Outgoing(in.name(), "b", new byte[2 * MEBI], Map.of("mark", "own"))));
    in.write("c");

    try (var loop = loop(in, record -> List.of(refuseB(out, record)))) {
      loop.start();
      assertThat(out.words(2)).containsExactlyInAnyOrder("a", "c");
    }

    assertThat(codes(in, 1)).containsExactly("b BAD_JOB");
    var letter = in.deadLetters().records(1).get(0);
    assertThat(letter.value()).isNull();
    assertThat(letter.headers())
        .containsEntry("left-out", "value,key,headers")
        .doesNotContainKey("mark");
  }

  @Test
  void aKeyAndHeadersThatFillAMessageAreCutInItsDeadLetter() throws Exception {
    var in = TestTopic.create("in", MOST, MOST);
    String filling = "x".repeat(9 * MEBI / 5);
    in.write(List.of(new Outgoing(in.name(), filling, new byte[1], Map.of("mark", filling))));

    try (var loop = loop(in, this::refuse)) {
      loop.start();
      var letter = in.deadLetters().records(1).get(0);
      assertThat(letter.key()).hasSizeLessThan(1000);
      assertThat(letter.value()).hasSize(1);
      assertThat(letter.headers())
          .containsEntry("left-out", "key,headers")
          .containsEntry(DeadLetters.ERROR_CODE, "BAD_JOB")
          .doesNotContainKey("mark");
    }
  }

  private Loop loop(TestTopic in, Transform work) {
    if (kind == Kind.TRANSFORM) {
      return new TransformLoop(group, TestBroker.clients(), group, List.of(in.name()), work);
    }
    var options = JobQueueOptions.batchesOf(3).withQueue(QueueKind.valueOf(kind.name()));
    JobHandler handler = batch -> batch.stream().map(record -> outcome(work, record)).toList();
    return new JobQueueLoop(group, TestBroker.clients(), group, in.name(), options, handler);
  }

  private static JobOutcome outcome(Transform work, Incoming record) {
    try {
      return new Done(work.apply(record));
    } catch (RejectedException bad) {
      return new Rejected(bad.code(), bad.getMessage());
    }
  }

  private List<Outgoing> refuse(Incoming record) throws RejectedException {
    throw new RejectedException(PermanentCode.BAD_JOB, "It is bad.");
  }

  private Outgoing refuseB(TestTopic out, Incoming record) throws RejectedException {
    if (isB(record)) {
      throw new RejectedException(PermanentCode.BAD_JOB, "B is bad.");
    }
    return copy(out, record);
  }

  private static Outgoing unlessBad(TestTopic out, Incoming record) throws RejectedException {
    if (record.key().equals("bad")) {
      throw new RejectedException(PermanentCode.BAD_JOB, "It is bad.");
    }
    return copy(out, record);
  }

  private static boolean isB(Incoming record) {
    return record.key().equals("b");
  }

  /**
   * With a header of the length of a real record: Kafka's producer packs one of a few bytes into
   * the batch of a large record, and never gets the two apart once they are refused.
   */
  private static Outgoing copy(TestTopic out, Incoming record) {
    Map<String, String> padding = Map.of("padding", "-".repeat(100));
    return new Outgoing(out.name(), record.key(), record.value(), padding);
  }

  private static Outgoing large(TestTopic out) {
    return new Outgoing(out.name(), "b", new byte[2 * MEBI]);
  }

  /** As an image whose id fills half a message, in the value and as the key. */
  private static Outgoing named(TestTopic out, String name) {
    return new Outgoing(out.name(), name, new byte[name.length()]);
  }

  private static List<String> codes(TestTopic in, int count) {
    return in.deadLetters().records(count).stream()
        .map(letter -> letter.key() + " " + letter.headers().get(DeadLetters.ERROR_CODE))
        .toList();
  }
}
