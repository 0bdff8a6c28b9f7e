package org.detdiffusion.workbench.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.detdiffusion.perception.metrics.CocoCategory;
import org.detdiffusion.perception.metrics.CocoResult;
import org.detdiffusion.perception.metrics.CocoSummary;

/**
 * An evaluation in the form that users of pycocotools know: twelve numbers in its order, each 0..1,
 * or -1 where there is nothing to find.
 */
public record EvaluationReport(CocoResult result) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** pycocotools' twelve lines, then the AP of each category. */
  public String text() {
    CocoSummary s = result.summary();
    StringBuilder text = new StringBuilder();
    precision(text, "0.50:0.95", "all", s.ap());
    precision(text, "0.50", "all", s.ap50());
    precision(text, "0.75", "all", s.ap75());
    precision(text, "0.50:0.95", "small", s.apSmall());
    precision(text, "0.50:0.95", "medium", s.apMedium());
    precision(text, "0.50:0.95", "large", s.apLarge());
    recall(text, "all", 1, s.ar1());
    recall(text, "all", 10, s.ar10());
    recall(text, "all", 100, s.ar100());
    recall(text, "small", 100, s.arSmall());
    recall(text, "medium", 100, s.arMedium());
    recall(text, "large", 100, s.arLarge());
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
    root.set("stats", array(stats(result.summary())));
    root.set(
        "averagePrecisionByThreshold",
        array(DoubleStream.of(result.averagePrecisionByThreshold())));
    ArrayNode categories = root.putArray("categories");
    for (CocoCategory category : result.categories()) {
      ObjectNode node = categories.addObject();
      node.put("id", category.id()).put("name", category.name());
      node.set("stats", array(stats(result.summary(category.id()))));
    }
    return root.toPrettyString();
  }

  private static DoubleStream stats(CocoSummary s) {
    return DoubleStream.of(
        s.ap(),
        s.ap50(),
        s.ap75(),
        s.apSmall(),
        s.apMedium(),
        s.apLarge(),
        s.ar1(),
        s.ar10(),
        s.ar100(),
        s.arSmall(),
        s.arMedium(),
        s.arLarge());
  }

  private static ArrayNode array(DoubleStream numbers) {
    ArrayNode array = JSON.createArrayNode();
    numbers.forEach(array::add);
    return array;
  }

  private static void precision(StringBuilder text, String iou, String area, double value) {
    line(text, "Average Precision  (AP)", iou, area, 100, value);
  }

  private static void recall(StringBuilder text, String area, int detections, double value) {
    line(text, "Average Recall     (AR)", "0.50:0.95", area, detections, value);
  }

  private static void line(
      StringBuilder text, String name, String iou, String area, int detections, double value) {
    String form = " %s @[ IoU=%-9s | area=%6s | maxDets=%3d ] = %s%n";
    text.append(form.formatted(name, iou, area, detections, number(value)));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
