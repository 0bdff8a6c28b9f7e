package org.detdiffusion.perception.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against pycocotools' masks. */
class RunLengthsGoldenTest {
  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"), "coco");
  private final ObjectMapper json = new ObjectMapper();

  private JsonNode golden() throws IOException {
    return json.readTree(GOLDEN.resolve("masks.json").toFile());
  }

  @Test
  void everyMaskHasTheSameRunsAreaBoxAndPixels() throws IOException {
    int compared = 0;
    for (JsonNode each : golden().get("masks")) {
      int width = each.get("width").asInt();
      int height = each.get("height").asInt();
      RunLengths runs = read(each, width, height);
      assertThat(runs.compressed()).isEqualTo(each.get("compressed_counts").asText());
      assertThat(runs.area()).isEqualTo(each.get("area").asLong());
      assertThat(runs.box()).isEqualTo(box(each.get("bbox")));
      assertThat(rows(RunLengths.decode(runs.compressed(), width, height)))
          .isEqualTo(json.convertValue(each.get("rows"), String[].class));
      compared++;
    }
    assertThat(compared).isGreaterThan(10);
    System.out.println("masks: " + compared + " equal, worst error 0");
  }

  @Test
  void masksOverlapAsMuch() throws IOException {
    JsonNode golden = golden().get("rle_iou");
    List<RunLengths> detections = list(golden, "dt_counts");
    List<RunLengths> truths = list(golden, "gt_counts");
    List<String> fields = new ArrayList<>();
    golden.fieldNames().forEachRemaining(fields::add);
    fields.removeIf(field -> !field.startsWith("iscrowd_"));
    assertThat(fields).isNotEmpty();
    for (String field : fields) {
      String crowds = field.substring("iscrowd_".length());
      JsonNode expected = golden.get(field);
      for (int d = 0; d < detections.size(); d++) {
        for (int t = 0; t < truths.size(); t++) {
          double overlap =
              detections.get(d).intersectionOverUnion(truths.get(t), crowds.charAt(t) == '1');
          assertThat(overlap).isCloseTo(expected.get(d).get(t).asDouble(), within(1e-12));
        }
      }
    }
  }

  private List<RunLengths> list(JsonNode golden, String field) {
    int height = golden.get("size").get(0).asInt();
    int width = golden.get("size").get(1).asInt();
    List<RunLengths> masks = new ArrayList<>();
    golden
        .get(field)
        .forEach(
            each ->
                masks.add(
                    RunLengths.ofCounts(width, height, json.convertValue(each, int[].class))));
    return masks;
  }

  private RunLengths read(JsonNode each, int width, int height) {
    JsonNode input = each.get("input");
    if (input.isArray() && input.get(0).isArray()) {
      double[][] polygons = json.convertValue(input, double[][].class);
      return RunLengths.ofPolygons(List.of(polygons), width, height);
    }
    JsonNode counts = input.isArray() ? input : input.get("counts");
    return RunLengths.ofCounts(width, height, json.convertValue(counts, int[].class));
  }

  private static Box box(JsonNode b) {
    return new Box(
        b.get(0).asDouble(), b.get(1).asDouble(), b.get(2).asDouble(), b.get(3).asDouble());
  }

  private static String[] rows(Mask mask) {
    return IntStream.range(0, mask.height()).mapToObj(y -> row(mask, y)).toArray(String[]::new);
  }

  private static String row(Mask mask, int y) {
    StringBuilder row = new StringBuilder();
    for (int x = 0; x < mask.width(); x++) {
      row.append(mask.get(x, y) ? '1' : '0');
    }
    return row.toString();
  }
}
