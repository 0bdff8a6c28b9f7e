package org.detdiffusion.networks.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.weights.SafeTensors;
import org.detdiffusion.perception.annotation.Detection;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against torchvision 0.14.1. */
class NonMaximumSuppressionTest {

  private static final Path GOLDEN =
      Path.of(System.getProperty("golden.dir"), "ops", "ops.safetensors");

  private final SafeTensors golden = SafeTensors.open(GOLDEN);

  NonMaximumSuppressionTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(strings = {"0.3", "0.5", "0.7"})
  void keepsWhatTorchvisionKeepsAmongOneClass(String threshold) throws IOException {
    List<Detection> all = detections("nms", new long[300]);

    assertThat(keep(threshold, all)).isEqualTo(expected("nms.keep_iou" + threshold, all));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3", "0.5", "0.7"})
  void keepsWhatTorchvisionKeepsAmongSeveralClasses(String threshold) throws IOException {
    List<Detection> all = detections("nms", golden.longs("nms.labels"));

    assertThat(keep(threshold, all)).isEqualTo(expected("batched_nms.keep_iou" + threshold, all));
  }

  @Test
  void keepsBothBoxesOfExactlyTheThresholdAndTheOrderOfEqualScores() throws IOException {
    List<Detection> all = detections("nms_exact", new long[5]);

    assertThat(keep("0.5", all)).isEqualTo(expected("nms_exact.keep_iou0.5", all));
  }

  @Test
  void keepsTheBestWhereThereAreTooMany() throws IOException {
    List<Detection> all = detections("nms", golden.longs("nms.labels"));
    List<Detection> unlimited = new NonMaximumSuppression(0.5, 1000).apply(all);

    assertThat(new NonMaximumSuppression(0.5, 7).apply(all)).isEqualTo(unlimited.subList(0, 7));
  }

  private static List<Detection> keep(String threshold, List<Detection> all) {
    return new NonMaximumSuppression(Float.parseFloat(threshold), 1000).apply(all);
  }

  private List<Detection> expected(String name, List<Detection> all) throws IOException {
    List<Detection> expected = new ArrayList<>();
    for (long index : golden.longs(name)) {
      expected.add(all.get((int) index));
    }
    return expected;
  }

  private List<Detection> detections(String set, long[] labels) throws IOException {
    float[] boxes = golden.floats(set + ".boxes");
    float[] scores = golden.floats(set + ".scores");
    List<Detection> detections = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Box box = Box.ofCorners(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
      detections.add(new Detection("class " + labels[i], box, scores[i]));
    }
    return detections;
  }
}
