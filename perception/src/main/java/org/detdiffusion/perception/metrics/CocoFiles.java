package org.detdiffusion.perception.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.perception.data.BrokenJson;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/** Reads COCO's annotation and result files. */
final class CocoFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Size(int width, int height) {}

  private final Path file;
  private final CocoType type;
  private final JsonNode root;
  private final Map<Long, Size> sizes = new HashMap<>();

  CocoFiles(Path file, CocoType type) throws IOException {
    this.file = file;
    this.type = type;
    this.root = read(file);
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return JSON.readTree(file.toFile());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s is broken JSON at line %d: %s, so write the file again"
              .formatted(file, e.getLocation().getLineNr(), BrokenJson.cause(e)),
          e);
    }
  }

  CocoGroundTruth groundTruth() throws IOException {
    for (JsonNode image : array(root, "images")) {
      Size size = new Size(image.path("width").asInt(), image.path("height").asInt());
      sizes.put(number(image, "id").asLong(), size);
    }
    List<CocoCategory> categories = new ArrayList<>();
    for (JsonNode category : array(root, "categories")) {
      categories.add(
          new CocoCategory(number(category, "id").asInt(), category.path("name").asText()));
    }
    List<TrueObject> objects = new ArrayList<>();
    for (JsonNode annotation : array(root, "annotations")) {
      objects.add(trueObject(annotation));
    }
    return new CocoGroundTruth(sizes.keySet().stream().sorted().toList(), categories, objects);
  }

  CocoDetections detections() throws IOException {
    if (!root.isArray()) {
      throw new IOException(file + " is no COCO result file: it must hold a list");
    }
    JsonNode first = root.path(0);
    boolean boxed =
        !first.path("bbox").isEmpty() || type == CocoType.BOX && !first.has("segmentation");
    List<ScoredObject> objects = new ArrayList<>();
    for (JsonNode result : root) {
      objects.add(scoredObject(result, boxed));
    }
    return new CocoDetections(objects);
  }

  /**
   * As pycocotools' loadRes has it: where the first result has a box, sizes are those of boxes,
   * also when masks are compared; else boxes and sizes are the masks'.
   */
  private ScoredObject scoredObject(JsonNode result, boolean boxed) throws IOException {
    Optional<RunLengths> mask = type == CocoType.BOX && boxed ? Optional.empty() : maskOf(result);
    Box box = boxed ? box(result) : mask.orElseThrow().box();
    return new ScoredObject(
        number(result, "image_id").asLong(),
        number(result, "category_id").asInt(),
        box,
        mask,
        boxed ? box.area() : mask.orElseThrow().area(),
        number(result, "score").asDouble());
  }

  private TrueObject trueObject(JsonNode annotation) throws IOException {
    return new TrueObject(
        number(annotation, "image_id").asLong(),
        number(annotation, "category_id").asInt(),
        box(annotation),
        mask(annotation),
        number(annotation, "area").asDouble(),
        annotation.path("iscrowd").asInt() == 1);
  }

  private Optional<RunLengths> mask(JsonNode node) throws IOException {
    return type == CocoType.BOX ? Optional.empty() : maskOf(node);
  }

  private Optional<RunLengths> maskOf(JsonNode node) throws IOException {
    JsonNode segmentation = node.path("segmentation");
    if (!segmentation.isArray() && !segmentation.isObject()) {
      throw new IOException(file + " can't be compared by masks: a 'segmentation' is missing");
    }
    try {
      return Optional.of(segmentation.isArray() ? polygons(node) : runs(segmentation));
    } catch (IllegalArgumentException e) {
      throw new IOException("a mask in " + file + " can't be read: " + e.getMessage(), e);
    }
  }

  private RunLengths polygons(JsonNode node) throws IOException {
    Size size = sizes.get(number(node, "image_id").asLong());
    if (size == null) {
      throw new IOException(file + " has a polygon of an image that it doesn't list");
    }
    double[][] polygons = JSON.convertValue(node.get("segmentation"), double[][].class);
    return RunLengths.ofPolygons(List.of(polygons), size.width(), size.height());
  }

  private static RunLengths runs(JsonNode segmentation) {
    int height = segmentation.path("size").path(0).asInt();
    int width = segmentation.path("size").path(1).asInt();
    JsonNode counts = segmentation.path("counts");
    return counts.isTextual()
        ? RunLengths.parse(counts.asText(), width, height)
        : RunLengths.ofCounts(width, height, JSON.convertValue(counts, int[].class));
  }

  private Box box(JsonNode node) throws IOException {
    JsonNode box = array(node, "bbox");
    if (box.size() != 4) {
      throw new IOException(file + " has a bbox of " + box.size() + " numbers instead of 4");
    }
    return new Box(
        box.get(0).asDouble(), box.get(1).asDouble(), box.get(2).asDouble(), box.get(3).asDouble());
  }

  private JsonNode number(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isNumber()) {
      throw new IOException(file + " is no COCO file: a number is missing in '" + field + "'");
    }
    return value;
  }

  private JsonNode array(JsonNode node, String field) throws IOException {
    JsonNode value = node.path(field);
    if (!value.isArray()) {
      throw new IOException(file + " is no COCO file: the list '" + field + "' is missing");
    }
    return value;
  }
}
