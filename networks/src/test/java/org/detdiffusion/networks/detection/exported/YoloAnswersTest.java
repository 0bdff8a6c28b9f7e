package org.detdiffusion.networks.detection.exported;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From 200 made-up rows to detections, bit for bit against a computation in numpy and one in
 * PyTorch, which agree; both were written from what Ultralytics' programs do.
 */
class YoloAnswersTest {

  private static final int ROWS = 200;

  @ParameterizedTest
  @CsvSource({
    "YOLOV5, 4, 0.001, 0.6, true, false, 300, 30000, 300, 9c30e74e, 3585b465",
    "YOLOV5, 4, 0.25, 0.45, false, false, 300, 30000, 117, ef9bdfdf, 50f86d9c",
    "YOLOV8, 4, 0.001, 0.7, true, false, 300, 30000, 300, c63000bd, 09ed625c",
    "YOLOV8, 4, 0.001, 0.7, true, true, 300, 30000, 189, 064b7ea7, a9337183",
    "YOLOV8, 1, 0.5, 0.5, true, false, 300, 30000, 85, 77b26934, 080a7f28",
    "YOLOV8, 80, 0.3, 0.45, true, false, 50, 500, 50, f88d19c7, 26ba162a"
  })
  void keepsAndRestoresTheBoxesThatOthersDo(
      OutputLayout layout,
      int classes,
      double confidence,
      double overlap,
      boolean multiLabel,
      boolean agnostic,
      int most,
      int mostCandidates,
      int count,
      String kept,
      String restored) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < classes; i++) {
      json.withArray("classes").add("class " + i);
    }
    json.put("conf_thres", confidence).put("iou_thres", overlap).put("multi_label", multiLabel);
    json.put("agnostic", agnostic).put("max_det", most).put("max_nms", mostCandidates);
    ExportedSettings settings = ExportedSettings.read(json);

    YoloRows rows = YoloRows.of(output(layout, classes), layout);
    List<Candidate> found = settings.suppression(layout).apply(rows.candidates(settings));

    assertThat(found).hasSize(count);
    assertThat(checksum(6, found.stream().map(YoloAnswersTest::numbers).toList())).isEqualTo(kept);
    assertThat(checksum(4, boxes(found, layout))).isEqualTo(restored);
  }

  /** On an image of 50x37 pixels that the network saw at 64x64. */
  private static List<float[]> boxes(List<Candidate> found, OutputLayout layout) {
    Placement rounded = new Placement(1.28, 0, 8, 50, 37);
    Placement placement = layout == OutputLayout.YOLOV5 ? rounded.unrounded(64, 64) : rounded;
    return found.stream().map(placement::restore).map(YoloAnswersTest::corners).toList();
  }

  private static float[] corners(Box box) {
    return new float[] {
      (float) box.x(), (float) box.y(), (float) box.right(), (float) box.bottom()
    };
  }

  private static float[] numbers(Candidate of) {
    return new float[] {of.x1(), of.y1(), of.x2(), of.y2(), of.score(), of.label()};
  }

  private static String checksum(int columns, List<float[]> rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(4 * columns * rows.size()).order(ByteOrder.LITTLE_ENDIAN);
    rows.forEach(
        row -> {
          for (float value : row) {
            bytes.putFloat(value);
          }
        });
    CRC32 crc = new CRC32();
    crc.update(bytes.flip());
    return "%08x".formatted(crc.getValue());
  }

  private static OutputArray output(OutputLayout layout, int classes) {
    int columns = classes + (layout == OutputLayout.YOLOV5 ? 5 : 4);
    boolean rowsFirst = layout == OutputLayout.YOLOV5;
    float[] values = new float[ROWS * columns];
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < columns; column++) {
        int at = rowsFirst ? row * columns + column : column * ROWS + row;
        values[at] = value(row, column);
      }
    }
    long[] shape = rowsFirst ? new long[] {1, ROWS, columns} : new long[] {1, columns, ROWS};
    return new OutputArray(shape, values, false);
  }

  private static float value(int row, int column) {
    float share = (row * 7919L + column * 104729L + row * column * 31L) % 1000 / 1000f;
    return column < 2 ? share * 60 : column < 4 ? share * 30 : share;
  }
}
