package org.detdiffusion.perception.layout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.GoldenTensors;
import org.detdiffusion.perception.geometry.Box;

/** Reads the reference layouts, prompts and masks made by GeoDiffusion's own code. */
final class GoldenLayouts {
  private static final Path GOLDEN = Path.of(System.getProperty("golden.dir"), "layout");
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenLayouts() {}

  static JsonNode read() throws IOException {
    return JSON.readTree(GOLDEN.resolve("layouts.json").toFile());
  }

  static LocationTokens locations(JsonNode node) {
    JsonNode buckets = node.get("num_bucket_per_side");
    return new LocationTokens(buckets.get(0).asInt(), buckets.get(1).asInt());
  }

  /** The objects in the order after the original's shuffle and cut. */
  static Layout layout(JsonNode node) {
    List<LayoutObject> objects = new ArrayList<>();
    for (JsonNode index : node.get("box_order_after_shuffle_and_cut")) {
      JsonNode b = node.get("boxes_xyxy_pixels").get(index.asInt());
      objects.add(
          object(
              node.get("labels").get(index.asInt()).asText(),
              Box.ofCorners(
                  b.get(0).asDouble(),
                  b.get(1).asDouble(),
                  b.get(2).asDouble(),
                  b.get(3).asDouble())));
    }
    return new Layout(node.get("image_width").asInt(), node.get("image_height").asInt(), objects);
  }

  static LayoutObject object(String name, Box box) {
    return new LayoutObject(name, box, Optional.empty());
  }

  /** A tensor of 32-bit floats from masks.safetensors. */
  static float[] mask(String name) throws IOException {
    return new GoldenTensors(GOLDEN.resolve("masks.safetensors")).floats(name);
  }
}
