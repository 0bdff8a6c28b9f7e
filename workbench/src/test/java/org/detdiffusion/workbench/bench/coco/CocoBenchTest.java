package org.detdiffusion.workbench.bench.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoBenchTest {
  private static final SyntheticCoco SMALL = new SyntheticCoco(20, 5, 30, CocoType.BOX, 1);
  private static final CocoRun OURS = run(1, 2, 0.5);
  private final StringWriter out = new StringWriter();
  @TempDir Path directory;

  private static CocoRun run(double read, double evaluate, double stat) {
    return new CocoRun(read, evaluate, Collections.nCopies(12, stat));
  }

  private static CocoReport report(CocoRun... theirs) {
    return new CocoReport(
        "a processor",
        SMALL,
        Optional.of("pycocotools 2"),
        List.of(run(4, 4, 0.5), OURS),
        List.of(theirs));
  }

  @Test
  void theSameNumbersMakeTheSameFiles() throws IOException {
    Path one = directory.resolve("one.json");
    Path two = directory.resolve("two.json");
    SMALL.writeDetections(one);
    new SyntheticCoco(20, 5, 30, CocoType.BOX, 1).writeDetections(two);
    assertThat(two).hasSameBinaryContentAs(one);
    assertThat(new JsonMapper().readTree(one.toFile())).hasSize(600);
    new SyntheticCoco(20, 5, 30, CocoType.BOX, 2).writeDetections(two);
    assertThat(Files.mismatch(one, two)).isNotEqualTo(-1);
  }

  @Test
  void detectionsFindSomeOfTheObjectsButNotAll() throws IOException {
    Path truth = directory.resolve("truth.json");
    Path detections = directory.resolve("detections.json");
    SMALL.writeGroundTruth(truth);
    SMALL.writeDetections(detections);
    assertThat(CocoRun.ours(truth, detections, CocoType.BOX).stats().get(0)).isBetween(0.1, 0.9);
  }

  @Test
  void masksAreTheEllipsesInTheBoxes() throws IOException {
    Path truth = directory.resolve("truth.json");
    Path detections = directory.resolve("detections.json");
    SyntheticCoco masks = new SyntheticCoco(20, 5, 30, CocoType.MASK, 1);
    masks.writeGroundTruth(truth);
    masks.writeDetections(detections);
    assertThat(CocoRun.ours(truth, detections, CocoType.MASK).stats().get(0)).isBetween(0.1, 0.9);
    RunLengths ellipse = new Ellipse(new Box(10, 20, 100, 50), 640, 480).runLengths();
    assertThat((double) ellipse.area()).isCloseTo(Math.PI * 50 * 25, withinPercentage(1));
    assertThat(ellipse.box()).isEqualTo(new Box(10, 20, 100, 50));
  }

  @Test
  void comparesTheBestRounds() throws IOException {
    JsonNode json = new JsonMapper().readTree(report(run(3, 12, 0.5), run(5, 30, 0.5)).json());
    assertThat(json.get("timesAsFast").asDouble()).isEqualTo(5);
    assertThat(json.get("timesAsFastWithoutReading").asDouble()).isEqualTo(6);
    assertThat(json.at("/oursCold/seconds").asDouble()).isEqualTo(8);
    assertThat(report(run(3, 12, 0.5)).text())
        .containsPattern("times as fast +3.00 +6.00 +5.00")
        .contains("The twelve numbers agree");
  }

  @Test
  void saysWhenTheNumbersDiffer() {
    CocoReport report = report(run(3, 12, 0.5 + 2e-9));
    assertThat(report.agree()).isFalse();
    assertThat(report.text()).contains("DO NOT AGREE: they differ by 2.0e-09");
    assertThat(report(run(3, 12, 0.5 + 1e-10)).agree()).isTrue();
  }

  @Test
  void measuresAloneWithoutPycocotools() throws Exception {
    assertThat(Pycocotools.find(List.of("/no/such/python", "/bin/false"))).isEmpty();
    assertThat(new CocoReport("p", SMALL, Optional.empty(), List.of(OURS), List.of()).text())
        .contains("no Python with pycocotools was found")
        .doesNotContain("times as fast");
  }

  @Test
  void aPythonWithoutPycocotoolsThatWasAskedForIsAnError() {
    CocoBench bench = new CocoBench(1, 1, CocoType.BOX, Optional.of(Path.of("/bin/false")), false);
    assertThatThrownBy(() -> bench.run(new PrintWriter(out), new PrintWriter(out)))
        .isInstanceOf(WorkbenchException.class)
        .hasMessage("'/bin/false' can't import pycocotools; install it there");
  }

  @Test
  void pycocotoolsSaysTheSame() throws Exception {
    Optional<Pycocotools> found = Pycocotools.find(List.of("/usr/bin/python3", "python3"));
    assumeTrue(found.isPresent(), "no python3 with pycocotools is installed");
    found.get().close();
    for (CocoType type : CocoType.values()) {
      CocoBench bench = new CocoBench(50, 1, type, Optional.empty(), false);
      bench.run(new PrintWriter(out), new PrintWriter(out));
      assertThat(out.toString()).contains("The twelve numbers agree");
      out.getBuffer().setLength(0);
    }
  }
}
