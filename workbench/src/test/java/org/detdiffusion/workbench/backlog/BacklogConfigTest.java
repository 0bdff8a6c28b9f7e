package org.detdiffusion.workbench.backlog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BacklogConfigTest {
  private static final Duration OFTEN = Duration.ofSeconds(5);

  private record Fixed(double assumedSecondsPerImage, Duration every) implements BacklogConfig {}

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void secondsThatAreNoTimeAreRefusedByTheNameOfTheirSetting(double seconds) {
    assertThatThrownBy(() -> new Fixed(seconds, OFTEN).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "detdiffusion.backlog.assumed-seconds-per-image is %s seconds; set it to more than 0.",
            seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-5S"})
  void aPauseThatIsNoneIsRefusedByTheNameOfItsSetting(String every) {
    assertThatThrownBy(() -> new Fixed(1, Duration.parse(every)).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("detdiffusion.backlog.every is ");
  }

  @Test
  void figuresAreTaken() {
    assertThatCode(() -> new Fixed(0.5, OFTEN).check()).doesNotThrowAnyException();
  }
}
