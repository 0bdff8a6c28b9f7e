package org.detdiffusion.perception.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CocoEvaluationTest {
  private static final double[] HERE = {10, 10, 20, 20};
  private static final double[] THERE = {60, 60, 20, 20};

  static TrueObject truth(double[] b, boolean crowd) {
    Box box = new Box(b[0], b[1], b[2], b[3]);
    return new TrueObject(1, 1, box, Optional.empty(), box.area(), crowd);
  }

  static ScoredObject detection(double[] b, double score) {
    return ScoredObject.of(1, 1, new Box(b[0], b[1], b[2], b[3]), score);
  }

  private static CocoSummary evaluate(List<TrueObject> truths, ScoredObject... detections) {
    CocoGroundTruth there =
        new CocoGroundTruth(List.of(1L), List.of(new CocoCategory(1, "dog")), truths);
    return CocoEvaluation.evaluate(there, new CocoDetections(List.of(detections)), CocoType.BOX)
        .summary();
  }

  @Test
  void perfectDetectionsScoreOne() {
    CocoSummary summary = evaluate(List.of(truth(HERE, false)), detection(HERE, 0.9));
    assertThat(summary.ap()).isCloseTo(1, within(1e-12));
    assertThat(summary.ar1()).isEqualTo(1);
    assertThat(summary.apLarge()).isEqualTo(-1);
  }

  @Test
  void aWrongDetectionWithALowerScoreCostsNothing() {
    List<TrueObject> truths = List.of(truth(HERE, false));
    assertThat(evaluate(truths, detection(HERE, 0.9), detection(THERE, 0.1)).ap())
        .isCloseTo(1, within(1e-12));
    assertThat(evaluate(truths, detection(HERE, 0.1), detection(THERE, 0.9)).ap())
        .isCloseTo(0.5, within(1e-12));
  }

  @Test
  void findingAnObjectTwiceCountsOnce() {
    CocoSummary summary =
        evaluate(
            List.of(truth(HERE, false), truth(THERE, false)),
            detection(HERE, 0.9),
            detection(HERE, 0.8));
    assertThat(summary.ar100()).isEqualTo(0.5);
  }

  @Test
  void detectionsInACrowdCountNeitherWay() {
    List<TrueObject> truths = List.of(truth(THERE, false), truth(HERE, true));
    assertThat(evaluate(truths, detection(HERE, 0.9), detection(THERE, 0.5)).ap())
        .isCloseTo(1, within(1e-12));
  }

  @Test
  void refusesDetectionsOfUnknownImages() {
    CocoGroundTruth empty = new CocoGroundTruth(List.of(), List.of(), List.of());
    CocoDetections detections = new CocoDetections(List.of(detection(HERE, 1)));
    assertThatThrownBy(() -> CocoEvaluation.evaluate(empty, detections, CocoType.BOX))
        .hasMessage("a detection is of image 1, which the ground truth doesn't list");
  }

  @Test
  void saysWhatAFileLacks(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{\"images\": [{\"width\": 3}]}");
    assertThatThrownBy(() -> CocoGroundTruth.read(file, CocoType.BOX))
        .hasMessageEndingWith("is no COCO file: a number is missing in 'id'");
    Files.writeString(file, "[{\"image_id\": 1, \"category_id\": 1, \"score\": 1, \"bbox\": [1]}]");
    assertThatThrownBy(() -> CocoDetections.read(file, CocoType.BOX))
        .hasMessageEndingWith("has a bbox of 1 numbers instead of 4");
  }

  /** As pycocotools' loadRes does, which detectors' authors often don't expect. */
  @Test
  void sizesOfMasksAreThoseOfTheBoxesThatAreGivenWithThem(@TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("results.json");
    String mask =
        "\"image_id\": 1, \"category_id\": 1, \"score\": 1, \"segmentation\":"
            + " {\"size\": [10, 10], \"counts\": [20, 10, 70]}";
    Files.writeString(file, "[{%s}]".formatted(mask));
    assertThat(CocoDetections.read(file, CocoType.MASK).objects().get(0).area()).isEqualTo(10);
    assertThat(CocoDetections.read(file, CocoType.BOX).objects().get(0).box())
        .isEqualTo(new Box(2, 0, 1, 10));
    Files.writeString(file, "[{%s, \"bbox\": [2, 0, 5, 8]}]".formatted(mask));
    assertThat(CocoDetections.read(file, CocoType.MASK).objects().get(0).area()).isEqualTo(40);
    assertThat(CocoDetections.read(file, CocoType.BOX).objects().get(0).area()).isEqualTo(40);
  }
}
