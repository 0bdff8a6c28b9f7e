package org.detdiffusion.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
  private static final String TRUTH =
      """
      {"images": [{"id": 1, "width": 100, "height": 100}],
       "categories": [{"id": 7, "name": "cup"}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 7, "bbox": [10, 10, 20, 20], "area": 400,
          "segmentation": [[10, 10, 30, 10, 30, 30, 10, 30]], "iscrowd": 0},
         {"id": 2, "image_id": 1, "category_id": 7, "bbox": [60, 60, 20, 20], "area": 400,
          "segmentation": [[60, 60, 80, 60, 80, 80, 60, 80]], "iscrowd": 0}]}
      """;
  private static final String FOUND =
      """
      [{"image_id": 1, "category_id": 7, "bbox": [10, 10, 20, 20], "score": 0.9}]
      """;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path truth;
  private Path found;

  @BeforeEach
  void writeFiles() throws IOException {
    truth = Files.writeString(directory.resolve("gt.json"), TRUTH);
    found = Files.writeString(directory.resolve("dt.json"), FOUND);
  }

  @Test
  void printsTheTwelveNumbersAsJson() throws IOException {
    assertThat(evaluate("--json")).isZero();
    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.get("stats")).hasSize(12);
    // One of two objects is found, and exactly: precision is 1 up to recall 0.5, at 51 of 101.
    assertThat(report.get("stats").get(0).asDouble()).isCloseTo(51 / 101.0, within(1e-12));
    assertThat(report.get("stats").get(4).asDouble()).isEqualTo(-1);
    assertThat(report.get("stats").get(8).asDouble()).isCloseTo(0.5, within(1e-12));
    assertThat(report.get("categories").get(0).get("name").asText()).isEqualTo("cup");
    assertThat(report.get("categories").get(0).get("stats")).isEqualTo(report.get("stats"));
  }

  @Test
  void printsTheLinesOfPycocotools() {
    assertThat(evaluate()).isZero();
    assertThat(out.toString())
        .contains(
            " Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.505",
            " Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=  1 ] = 0.500",
            " AP of cup (category 7) = 0.505");
  }

  @Test
  void saysWhichFileCannotBeUsedAndWhy() throws IOException {
    Files.writeString(found, "{\"image_id\": 1");
    assertThat(evaluate()).isEqualTo(1);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("dt.json", "JSON", "line 1");
  }

  @Test
  void refusesDetectionsOfImagesThatAreNotThere() throws IOException {
    Files.writeString(found, FOUND.replace("\"image_id\": 1", "\"image_id\": 5"));
    assertThat(evaluate()).isEqualTo(1);
    assertThat(err.toString()).contains("image 5");
  }

  @Test
  void refusesMasksThatDetectionsDoNotHave() {
    assertThat(evaluate("--type", "segm")).isEqualTo(1);
    assertThat(err.toString()).contains("dt.json", "segmentation");
  }

  @Test
  void refusesWrongUsage() throws IOException {
    assertThat(evaluate("--type", "keypoints")).isEqualTo(2);
    Files.delete(found);
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString()).contains("'keypoints'", "--detections: there is no file", "dt.json");
  }

  private int evaluate(String... more) {
    String[] arguments = new String[5 + more.length];
    System.arraycopy(
        new String[] {
          "evaluate", "--ground-truth", truth.toString(), "--detections", found.toString()
        },
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    var invocation =
        CommandLines.parse(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    return ((Invocation.Answered) invocation).exitCode();
  }
}
