package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final DeadLetters letters = new DeadLetters("worker");

  @Test
  void keepsTheValueAndAShortReasonAsTheyAre() {
    byte[] value = {1, 2, 3};

    Outgoing letter = letters.of(record(value), PermanentCode.BAD_JOB, "It is bad.");

    assertThat(letter.value()).isEqualTo(value);
    assertThat(letter.headers()).containsEntry(DeadLetters.ERROR_REASON, "It is bad.");
  }

  @Test
  void cutsALongReason() {
    Outgoing letter = letters.of(record(new byte[1]), PermanentCode.BAD_JOB, "x".repeat(5000));

    assertThat(letter.headers().get(DeadLetters.ERROR_REASON)).hasSize(1000).startsWith("xxx");
  }

  @Test
  void leavesOutAValueTooLargeToBeSentAndSaysSo() {
    byte[] value = new byte[LetterPart.MAX_VALUE_BYTES + 1];

    Outgoing letter = letters.of(record(value), PermanentCode.BAD_JOB, "x".repeat(5000));

    assertThat(letter.value()).isNull();
    assertThat(letter.headers().get(DeadLetters.ERROR_REASON))
        .hasSize(1000)
        .contains("value of " + value.length + " bytes", "left out");
  }

  private static Incoming record(byte[] value) {
    return new Incoming("jobs", 0, 0, "key", value, Map.of(), 1);
  }
}
