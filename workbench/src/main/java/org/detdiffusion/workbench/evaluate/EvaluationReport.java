package org.detdiffusion.workbench.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.detdiffusion.perception.metrics.CocoCategory;
import org.detdiffusion.perception.metrics.CocoResult;

/**
 * An evaluation in the form that users of pycocotools know: twelve numbers in its order, each 0..1,
 * or -1 where there is nothing to find.
 */
public record EvaluationReport(CocoResult result) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What each of the twelve numbers is, in pycocotools' words and order. */
  private static final List<String> NAMES =
      List.of(
          precision("0.50:0.95", "all"),
          precision("0.50", "all"),
          precision("0.75", "all"),
          precision("0.50:0.95", "small"),
          precision("0.50:0.95", "medium"),
          precision("0.50:0.95", "large"),
          recall("all", 1),
          recall("all", 10),
          recall("all", 100),
          recall("small", 100),
          recall("medium", 100),
          recall("large", 100));

  /** pycocotools' twelve lines, then the AP of each category. */
  public String text() {
    double[] stats = result.summary().stats();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < stats.length; i++) {
      text.append("%s = %s%n".formatted(NAMES.get(i), number(stats[i])));
    }
    for (CocoCategory category : result.categories()) {
      double ap = result.summary(category.id()).ap();
      text.append(" AP of %s (category %d) = ".formatted(category.name(), category.id()));
      text.append(number(ap)).append('\n');
    }
    return text.toString();
  }

  /**
   * An object with {@code stats}, the AP at each IoU threshold from 0.50 to 0.95, and the same for
   * each category.
   */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.set("stats", array(result.summary().stats()));
    root.set("averagePrecisionByThreshold", array(result.averagePrecisionByThreshold()));
    ArrayNode categories = root.putArray("categories");
    for (CocoCategory category : result.categories()) {
      ObjectNode node = categories.addObject();
      node.put("id", category.id()).put("name", category.name());
      node.set("stats", array(result.summary(category.id()).stats()));
    }
    return root.toPrettyString();
  }

  private static ArrayNode array(double[] numbers) {
    ArrayNode array = JSON.createArrayNode();
    for (double number : numbers) {
      array.add(number);
    }
    return array;
  }

  private static String precision(String iou, String area) {
    return name("Average Precision  (AP)", iou, area, 100);
  }

  private static String recall(String area, int detections) {
    return name("Average Recall     (AR)", "0.50:0.95", area, detections);
  }

  private static String name(String measure, String iou, String area, int detections) {
    return " %s @[ IoU=%-9s | area=%6s | maxDets=%3d ]".formatted(measure, iou, area, detections);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
