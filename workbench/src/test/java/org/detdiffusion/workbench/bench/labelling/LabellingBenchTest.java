package org.detdiffusion.workbench.bench.labelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LabellingBenchTest {
  private final StringWriter out = new StringWriter();

  @Test
  @Tag("slow")
  void everyRecordIsWrittenOnceAndCounted() throws Exception {
    new LabellingBench(1000, 1, true)
        .run(new PrintWriter(out), new PrintWriter(new StringWriter()));
    JsonNode detectors = new JsonMapper().readTree(out.toString()).get("detectors");
    assertThat(detectors).hasSize(2);
    assertThat(detectors.get(1).get("images").asInt()).isEqualTo(100);
    for (JsonNode detector : detectors) {
      double loop = detector.get("recordsACpuSecondOfTheLoop").asDouble();
      assertThat(loop).isGreaterThan(detector.get("recordsACpuSecondOfTheProcess").asDouble());
    }
  }

  @Test
  void theBestRoundCounts() {
    LabellingRow row =
        new LabellingRow("quick", 1000, List.of(new CpuTimes(4, 1, 3), new CpuTimes(2, 0.5, 4)));
    assertThat(row.rate(CpuTimes::loop)).isEqualTo(2000);
    assertThat(row.rate(CpuTimes::process)).isCloseTo(333.3, within(0.1));
    assertThat(new LabellingReport("a processor", 5000, List.of(row)).text())
        .containsPattern("quick +2000 +333 +500");
  }

  @Test
  void refusesTooFewImages() {
    assertThatThrownBy(() -> new LabellingBench(10, 3, false))
        .hasMessageContaining("10 images in 3 rounds say little");
  }
}
