package org.detdiffusion.workbench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingRuleTest {
  private final ScalingRule rule = ScalingRule.of(100, 8);

  @ParameterizedTest
  @CsvSource({"250, 1, 3", "201, 5, 3", "200, 5, 2", "1, 4, 1", "0, 2, 1", "5000, 1, 8"})
  void podsAreTheBacklogDividedByTheTargetRoundedUp(double gpuSeconds, int now, int desired) {
    assertThat(rule.desired(gpuSeconds, now)).isEqualTo(desired);
  }

  @ParameterizedTest
  @CsvSource({"329, 3, 3", "331, 3, 4", "271, 3, 3", "200, 3, 2"})
  void nothingChangesForATenth(double gpuSeconds, int now, int desired) {
    assertThat(rule.desired(gpuSeconds, now)).isEqualTo(desired);
  }

  @Test
  void aPoolDoublesOrGrowsByFour() {
    assertThat(rule.upFrom(1)).isEqualTo(5);
    assertThat(rule.upFrom(6)).isEqualTo(12);
  }

  @Test
  void refusesWhatCannotBeScaled() {
    assertThatThrownBy(() -> ScalingRule.of(0, 8)).hasMessageContaining("8 pods for 0.0");
    assertThatThrownBy(() -> ScalingRule.of(Double.NaN, 8)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> ScalingRule.of(60, 0)).hasMessageContaining("0 pods");
  }
}
