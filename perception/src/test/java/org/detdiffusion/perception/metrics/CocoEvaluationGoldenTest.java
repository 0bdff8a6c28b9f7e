package org.detdiffusion.perception.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against pycocotools' COCOeval. */
class CocoEvaluationGoldenTest {
  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"), "coco");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDING = ".expected.json";
  private double worst;

  static List<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyNumberIsPycocotools(String name) throws IOException {
    JsonNode expected = JSON.readTree(GOLDEN.resolve(name + ENDING).toFile());
    boolean masks = expected.get("iouType").asText().equals("segm");
    CocoType type = masks ? CocoType.MASK : CocoType.BOX;
    CocoResult result =
        CocoEvaluation.evaluate(
            CocoGroundTruth.read(GOLDEN.resolve(name + ".gt.json"), type),
            CocoDetections.read(GOLDEN.resolve(name + ".dt.json"), type),
            type);
    compareSummary(expected.get("stats"), result.summary());
    for (JsonNode category : expected.get("per_category")) {
      compareSummary(category, result.summary(category.get("category_id").asInt()));
    }
    compare(expected.get("AP_per_iou_threshold"), result.averagePrecisionByThreshold());
    compare(expected.get("precision_first_category_iou50"), result.precisionAt50(0));
    System.out.printf("%s: worst error %.1e%n", name, worst);
  }

  @Test
  void boxesOverlapAsMuch() throws IOException {
    JsonNode golden = JSON.readTree(GOLDEN.resolve("masks.json").toFile()).get("bbox_iou");
    double[][] detections = JSON.convertValue(golden.get("dt"), double[][].class);
    double[][] truths = JSON.convertValue(golden.get("gt"), double[][].class);
    for (int d = 0; d < detections.length; d++) {
      for (int t = 0; t < truths.length; t++) {
        boolean crowd = golden.get("iscrowd").get(t).asInt() == 1;
        double overlap =
            CocoEvaluationTest.detection(detections[d], 1)
                .overlap(CocoEvaluationTest.truth(truths[t], crowd), CocoType.BOX);
        check("iou", golden.get("iou").get(d).get(t).asDouble(), overlap);
      }
    }
    System.out.printf("box overlaps: worst error %.1e%n", worst);
  }

  private void compareSummary(JsonNode expected, CocoSummary actual) {
    Map<?, ?> values = JSON.convertValue(actual, Map.class);
    int compared = 0;
    for (Map.Entry<?, ?> value : values.entrySet()) {
      String name = value.getKey().toString();
      String golden =
          name.substring(0, 2).toUpperCase(Locale.ROOT)
              + name.substring(2).toLowerCase(Locale.ROOT);
      if (expected.has(golden)) {
        check(golden, expected.get(golden).asDouble(), (Double) value.getValue());
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(9);
  }

  private void compare(JsonNode expected, double[] actual) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      check("at " + i, expected.get(i).asDouble(), actual[i]);
    }
  }

  private void check(String what, double expected, double actual) {
    worst = Math.max(worst, Math.abs(expected - actual));
    assertThat(actual).as(what).isCloseTo(expected, within(1e-9));
  }
}
