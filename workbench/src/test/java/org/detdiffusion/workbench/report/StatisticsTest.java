package org.detdiffusion.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void fiveValuesHaveTheIntervalOfStudent() {
    // R: t.test(c(2.1, 2.8, 1.4, 2.5, 3.2)): mean 2.4, 95 % interval 1.5404 to 3.2596
    Statistics statistics = Statistics.of(List.of(2.1, 2.8, 1.4, 2.5, 3.2));
    assertThat(statistics.mean()).isCloseTo(2.4, within(1e-12));
    assertThat(statistics.deviation()).isCloseTo(0.68920, within(1e-4));
    assertThat(statistics.halfWidth()).isCloseTo(0.8556, within(1e-3));
    assertThat(statistics.differsFromZero()).isTrue();
  }

  @Test
  void oneValueHasNoInterval() {
    Statistics statistics = Statistics.of(List.of(5.0));
    assertThat(statistics.deviation()).isZero();
    assertThat(statistics.halfWidth()).isNaN();
    assertThat(statistics.differsFromZero()).isFalse();
  }

  @Test
  void differencesArePairedBySeed() {
    List<Precision> baseline = List.of(new Precision(20, 0, 0), new Precision(30, 0, 0));
    List<Precision> runs = List.of(new Precision(22, 0, 0), new Precision(32, 0, 0));
    TrainingRow row = TrainingRow.of("x", "x", runs, baseline);
    assertThat(row.difference().mean()).isEqualTo(2);
    assertThat(row.difference().deviation()).isZero();
  }
}
