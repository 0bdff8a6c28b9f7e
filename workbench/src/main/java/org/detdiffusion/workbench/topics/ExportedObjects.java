package org.detdiffusion.workbench.topics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.perception.data.formats.ObjectEntry;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/** Objects of messages as COCO's annotations, with attributes under the names that label uses. */
final class ExportedObjects {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> classes;
  private final Map<String, Integer> indices = new HashMap<>();

  ExportedObjects(List<String> classes) {
    this.classes = classes;
    classes.forEach(name -> indices.put(name, indices.size()));
  }

  List<String> classes() {
    return classes;
  }

  List<ObjectEntry> entries(List<ObjectAnnotation> objects, int width, int height) {
    return objects.stream().map(object -> entry(object, width, height)).toList();
  }

  private ObjectEntry entry(ObjectAnnotation object, int width, int height) {
    Box box = new Box(object.getX(), object.getY(), object.getWidth(), object.getHeight());
    boolean masked = object.getMask() != null;
    return new ObjectEntry(
        0,
        indices.get(object.getClassName()),
        box.clip(width, height),
        object.getCrowd(),
        masked ? RunLengths.decode(object.getMask(), width, height).area() : 0,
        masked ? segmentation(object.getMask(), width, height) : "",
        fields(object));
  }

  private static String segmentation(String counts, int width, int height) {
    ObjectNode segmentation = JSON.createObjectNode();
    segmentation.putArray("size").add(height).add(width);
    return segmentation.put("counts", counts).toString();
  }

  private static String fields(ObjectAnnotation object) {
    ObjectNode fields = JSON.createObjectNode();
    if (object.getDifficulty() != null) {
      fields.put("attribute", object.getDifficulty().name().toLowerCase(Locale.ROOT));
    }
    put(fields, "matched_score", object.getMatchedScore());
    put(fields, "matched_iou", object.getMatchedIou());
    String text = fields.toString();
    return text.substring(1, text.length() - 1);
  }

  /** JSON has no NaN. */
  private static void put(ObjectNode fields, String name, Double value) {
    if (value != null && Double.isFinite(value)) {
      fields.put(name, value);
    }
  }
}
