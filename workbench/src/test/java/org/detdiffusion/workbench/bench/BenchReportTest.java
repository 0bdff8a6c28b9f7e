package org.detdiffusion.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.networks.bench.HeldMemory;
import org.detdiffusion.networks.bench.Measured;
import org.junit.jupiter.api.Test;

class BenchReportTest {

  private static final BenchStage STAGE =
      new BenchStage(
          "Block",
          List.of(
              new Measured("matmul 2048 forward", "float32", 8_000_000_000L, 100_000_000),
              new Measured("block forward", "float32", 8_000_000_000L, 125_000_000),
              new Measured("block forward", "bfloat16", 8_000_000_000L, 62_500_000),
              new Measured("block forward", "PyTorch", 8_000_000_000L, 250_000_000)),
          700);
  private static final BenchReport REPORT =
      new BenchReport(
          "a processor",
          Optional.of("1.13.1"),
          List.of(new HeldMemory(500, 612), new HeldMemory(1000, 613)),
          List.of(STAGE));

  @Test
  void comparesWithProductsWithSinglePrecisionAndWithPyTorch() {
    assertThat(REPORT.text().lines().map(line -> line.replaceAll("\\s+", " ").strip()))
        .contains(
            "matmul 2048 forward float32 100.0 80 100 %",
            "block forward float32 125.0 64 80 % 0.50",
            "block forward bfloat16 62.5 128 160 % 0.50 0.25",
            "block forward PyTorch 250.0 32 40 %");
  }

  @Test
  void memoryOfTrainingIsListedStepByStep() throws IOException {
    assertThat(REPORT.text()).contains("step 500: 612 MiB", "step 1000: 613 MiB");
    JsonNode held = new JsonMapper().readTree(REPORT.json()).at("/trainingMemory/1");
    assertThat(held.get("step").asInt()).isEqualTo(1000);
    assertThat(held.get("mebibytes").asInt()).isEqualTo(613);
  }

  @Test
  void saysWhenNoPythonWasThere() {
    assertThat(new BenchReport("a processor", Optional.empty(), List.of(), List.of()).text())
        .contains("a processor; no Python with torch was found");
  }

  @Test
  void programsGetTheSameNumbers() throws IOException {
    JsonNode stage = new JsonMapper().readTree(REPORT.json()).at("/stages/0");
    JsonNode narrow = stage.at("/measured/2");
    assertThat(stage.get("peakMebibytes").asInt()).isEqualTo(700);
    assertThat(narrow.get("variant").asText()).isEqualTo("bfloat16");
    assertThat(narrow.get("cpuMilliseconds").asDouble()).isEqualTo(62.5);
    assertThat(narrow.get("speedOfMatmul").asDouble()).isEqualTo(1.6);
    assertThat(narrow.get("timeOfSingle").asDouble()).isEqualTo(0.5);
    assertThat(narrow.get("timeOfPyTorch").asDouble()).isEqualTo(0.25);
    assertThat(stage.at("/measured/0").has("timeOfPyTorch")).isFalse();
  }
}
