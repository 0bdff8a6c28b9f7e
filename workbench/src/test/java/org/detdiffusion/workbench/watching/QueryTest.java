package org.detdiffusion.workbench.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryTest {

  @Test
  void namesAreThoseOfMetricsAndRules() {
    assertThat(
            names(
                "sum by (loop) (rate(done_total{loop=~\"generator-[0-9]+\"}[5m]))"
                    + " / (a:b:mean5m offset 6h > 0.5) and on (x) up == 1"))
        .containsExactly("done_total", "a:b:mean5m", "up");
  }

  @Test
  void numbersDurationsAndFunctionsAreNoNames() {
    assertThat(names("max_over_time(x[1h] offset 6h) - 1e3 > 1.25 * deriv(y[$__rate_interval])"))
        .containsExactly("x", "y");
  }

  @Test
  void rangesOfTheBrowserAreFilledIn() {
    assertThat(new Query("here", "rate(x[$__rate_interval])").over("10m").expression())
        .isEqualTo("rate(x[10m])");
  }

  private static List<String> names(String expression) {
    return new Query("here", expression).names();
  }
}
