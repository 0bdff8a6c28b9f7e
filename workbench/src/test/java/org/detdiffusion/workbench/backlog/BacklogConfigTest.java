package org.detdiffusion.workbench.backlog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogConfigTest {
  @ParameterizedTest
  @CsvSource({
    "assumed-seconds-per-image, 0",
    "assumed-seconds-per-image, -1",
    "assumed-seconds-per-image, NaN",
    "assumed-seconds-per-image, Infinity",
    "every, 0s",
    "every, PT-5S"
  })
  void whatIsNoFigureIsRefusedByTheNameOfItsSetting(String name, String value) {
    String setting = "detdiffusion.backlog." + name;
    assertThatThrownBy(() -> config(setting, value).check())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting + " is ")
        .hasMessageEndingWith("; set it to more than 0.");
  }

  @Test
  void theDefaultsAreFigures() {
    assertThatCode(() -> config("other", "").check()).doesNotThrowAnyException();
  }

  private static BacklogConfig config(String setting, String value) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValue(setting, value)
        .withMapping(BacklogConfig.class)
        .build()
        .getConfigMapping(BacklogConfig.class);
  }
}
