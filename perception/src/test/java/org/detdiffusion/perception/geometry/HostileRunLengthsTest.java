package org.detdiffusion.perception.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRunLengthsTest {
  private static final int TEXTS = 100_000;
  private static final String FAIR = RunLengths.encode(Mask.ellipse(40, 30, new Box(5, 5, 20, 20)));

  @ParameterizedTest
  @ValueSource(ints = {128, 65_536})
  void noTextEscapesAsAnotherError(int characters) {
    Random random = new Random(22);
    int refused = 0;
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder text = new StringBuilder(FAIR);
      for (int times = random.nextInt(3); times >= 0; times--) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(characters));
      }
      refused += isRefused(text.toString()) ? 1 : 0;
    }
    assertThat(refused).isBetween(TEXTS / 2, TEXTS);
  }

  @Test
  void aMaskOfGigabytesIsRefusedBeforeItsTextIsRead() {
    for (int side : new int[] {100_000, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> RunLengths.decode("0", side, side))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static boolean isRefused(String text) {
    try {
      return RunLengths.decode(text, 40, 30).width() != 40;
    } catch (IllegalArgumentException sentence) {
      return !sentence.getMessage().isBlank();
    }
  }
}
