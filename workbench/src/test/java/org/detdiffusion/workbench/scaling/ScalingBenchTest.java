package org.detdiffusion.workbench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScalingBenchTest {
  private static final PodTimes TIMES = new PodTimes(60, 1, 16, 25);

  @Test
  void everyThresholdMeetsEveryWorkloadAndNoJobIsKilled() throws Exception {
    JsonNode report = new JsonMapper().readTree(printed(true));

    assertThat(report.get("rules"))
        .extracting(rule -> rule.get("rule").asText())
        .containsExactly("60", "300", "always 8");
    assertThat(report.findValues("workloads"))
        .allSatisfy(workloads -> assertThat(workloads).hasSize(3));
    assertThat(report.findValues("killed")).extracting(JsonNode::asInt).containsOnly(0);
    assertThat(report.findValues("wastedGpuSeconds"))
        .allSatisfy(wasted -> assertThat(wasted.asDouble()).isPositive());
  }

  @Test
  void theTableHasTheSameAndTheChoice() {
    assertThat(printed(false))
        .contains("2,000 at once", "6 times 200", "10 a minute", "always 8", "Chosen: ");
  }

  @Test
  void whatTakesAThirdLongerIsNotChosen() {
    ScalingRow fast = row("fast", 300, 900);
    ScalingRow thrifty = row("thrifty", 390, 500);
    ScalingRow late = row("late", 410, 100);

    var report = new ScalingReport(TIMES, 8, List.of(fast, thrifty, late), row("always 8", 1, 1));

    assertThat(report.choice()).isEqualTo(thrifty);
  }

  @Test
  void refusesNoThreshold() {
    assertThatThrownBy(() -> new ScalingBench(List.of(), 8, TIMES, false))
        .hasMessage("no threshold is tried; name one or more");
  }

  private static ScalingRow row(String rule, int slowest, double wasted) {
    Outcome outcome = new Outcome("one", slowest, 1000 + wasted, 1000, 8, 0);
    return new ScalingRow(rule, List.of(outcome));
  }

  private static String printed(boolean json) {
    StringWriter out = new StringWriter();
    new ScalingBench(List.of(300.0, 60.0), 8, TIMES, json)
        .run(new PrintWriter(out, true), new PrintWriter(new StringWriter()));
    return out.toString();
  }
}
