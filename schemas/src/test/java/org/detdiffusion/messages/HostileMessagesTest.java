package org.detdiffusion.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that nobody means well with: each is refused in one sentence, whatever it says. */
class HostileMessagesTest {
  private static final int MUTATIONS = 40_000;

  @ParameterizedTest
  @ValueSource(strings = {"{\"id\": ", "{\"layout\": {\"objects\": "})
  void aHundredThousandLevelsAreRefused(String before) {
    assertRefused(LayoutJob.class, before + "[".repeat(100_000));
    assertRefused(LayoutJob.class, before + "{\"a\":".repeat(100_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"images\": ", "{\"images\": 0.", "{\"images\": 1e"})
  void aNumberOfMillionsOfDigitsIsRefused(String before) {
    assertRefused(AugmentationJob.class, before + "9".repeat(3_000_000) + "}");
  }

  @Test
  void aNumberOfAHundredMegabytesIsRefusedUnread() {
    byte[] number = new byte[100_000_000];
    Arrays.fill(number, (byte) '9');
    System.arraycopy("{\"images\":".getBytes(UTF_8), 0, number, 0, 10);
    assertThatThrownBy(() -> Wire.decode(AugmentationJob.class, number))
        .hasMessage(
            "The message has 100000000 bytes and 4194304 are the most; scale its image down.");
  }

  @Test
  void namesOfTypesInJsonMakeNoObjects() {
    assertRefused(
        LayoutJob.class, "{\"@class\": \"javax.script.ScriptEngineManager\", \"id\": \"a\"}");
    assertRefused(LayoutJob.class, "{\"id\": [\"java.net.URL\", \"http://127.0.0.1/\"]}");
  }

  /** Bytes changed, left out, put in and doubled: a message or a sentence, nothing else. */
  @Test
  void aFieldWhoseNameHasLinesStaysOnOneLineOfTheReason() {
    assertThatThrownBy(() -> Wire.decode(LayoutJob.class, "{\"a\\nb\\u2028c\": 1}".getBytes(UTF_8)))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageContaining("unknown field \"a\uFFFDb\uFFFDc\"");
  }

  @Test
  void noMutationOfAMessageEscapesAsAnotherError() {
    Random random = new Random(20);
    List<SpecificRecord> samples = SampleMessages.all();
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      SpecificRecord sample = samples.get(random.nextInt(samples.size()));
      byte[] bytes = mutated(i % 2 == 0 ? Wire.encode(sample) : json(sample), random);
      refused += isRefused(sample.getClass(), bytes) ? 1 : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS - 1);
  }

  private static byte[] json(SpecificRecord message) {
    return message.toString().getBytes(UTF_8);
  }

  private static byte[] mutated(byte[] bytes, Random random) {
    List<Byte> changed = new ArrayList<>();
    for (byte one : bytes) {
      changed.add(one);
    }
    for (int times = random.nextInt(3); times >= 0; times--) {
      int at = random.nextInt(changed.size());
      switch (random.nextInt(4)) {
        case 0 -> changed.set(at, (byte) random.nextInt());
        case 1 -> changed.add(at, (byte) random.nextInt());
        case 2 -> changed.subList(at, Math.min(changed.size() - 1, at + 5)).clear();
        default -> changed.addAll(at, List.copyOf(changed.subList(at, changed.size())));
      }
    }
    byte[] result = new byte[changed.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = changed.get(i);
    }
    return result;
  }

  private static boolean isRefused(Class<? extends SpecificRecord> type, byte[] bytes) {
    try {
      SpecificRecord read = Wire.decode(type, bytes);
      return read == null;
    } catch (UnreadableMessageException sentence) {
      assertThat(sentence.getMessage()).endsWith(".").doesNotContain("\n");
      return true;
    }
  }

  private static void assertRefused(Class<? extends SpecificRecord> type, String json) {
    assertThatThrownBy(() -> Wire.decode(type, json.getBytes(UTF_8)))
        .isInstanceOf(UnreadableMessageException.class)
        .hasMessageStartingWith("The message is no readable ");
  }
}
