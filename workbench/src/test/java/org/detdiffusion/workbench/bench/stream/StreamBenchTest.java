package org.detdiffusion.workbench.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StreamBenchTest {
  private static final Figure BARE =
      new Figure("Images", "bare", "images", List.of(10.0, 20.0, 5.0));
  private static final Figure OURS =
      new Figure("Images", "ours", "images", List.of(9.0, 19.0, 4.9));

  @Test
  @Tag("slow")
  void everythingIsMeasuredOnceARoundAndJudged() throws Exception {
    var out = new StringWriter();
    var err = new StringWriter();
    new StreamBench(StreamSizes.tiny(), 1, true).run(new PrintWriter(out), new PrintWriter(err));
    JsonNode report = new JsonMapper().readTree(out.toString());
    assertThat(report.get("promises")).hasSize(7);
    assertThat(report.get("figures").findValuesAsText("name"))
        .contains("bare loop", "through the broker", "JobQueueLoop", "3 workers")
        .contains("TransformLoop, exactly once, batches of 100", "consumer alone");
    for (JsonNode figure : report.get("figures")) {
      assertThat(figure.get("rounds")).hasSize(1);
      assertThat(figure.get("median").asDouble()).isPositive();
    }
    assertThat(err.toString()).contains("warming up: ", "round 1 of 1: ");
  }

  @Test
  void theMedianOfTheRoundsQuotientsCounts() {
    assertThat(OURS.median()).isEqualTo(9);
    assertThat(OURS.shareOf(BARE)).isEqualTo(19.0 / 20);
  }

  @Test
  void aPromiseIsKeptOrMissed() {
    Promise kept = Promise.share("images", 0.981, 0.98);
    Promise missed = new Promise("latency", 50.4, 50, "ms", true);
    var report = new StreamReport("a processor", 2, 3, List.of(kept, missed), List.of(BARE));
    assertThat(report.text().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
        .contains(
            "images at least 98 % 98.1 reached",
            "latency at most 50 ms 50.4 MISSED", "bare 10.0 10.0 20.0 5.0");
  }

  @Test
  void refusesNoRounds() {
    assertThatThrownBy(() -> new StreamBench(true, 0, false))
        .hasMessageContaining("0 rounds measure nothing");
  }
}
