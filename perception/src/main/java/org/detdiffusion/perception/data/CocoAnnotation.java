package org.detdiffusion.perception.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.data.PhotographedObject.Outline;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.RunLengths;

/**
 * An entry of COCO's list "annotations".
 *
 * @param box none when the entry has no four numbers
 */
record CocoAnnotation(
    String id,
    String imageId,
    String categoryId,
    Optional<Box> box,
    boolean crowd,
    Optional<Outline> outline) {

  static CocoAnnotation of(JsonNode entry) {
    return new CocoAnnotation(
        CocoFile.id(entry, "id"),
        CocoFile.id(entry, "image_id"),
        CocoFile.id(entry, "category_id"),
        box(entry.path("bbox")),
        entry.path("iscrowd").asInt() != 0,
        outline(entry.path("segmentation")));
  }

  /** Finite, of positive width and height. */
  boolean hasArea() {
    return box.filter(b -> b.width() > 0 && b.height() > 0 && Double.isFinite(sum(b))).isPresent();
  }

  private static double sum(Box box) {
    return Math.abs(box.x()) + Math.abs(box.y()) + box.width() + box.height();
  }

  private static Optional<Box> box(JsonNode numbers) {
    if (numbers.size() != 4) {
      return Optional.empty();
    }
    for (JsonNode number : numbers) {
      if (!number.isNumber()) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Box(
            numbers.get(0).asDouble(),
            numbers.get(1).asDouble(),
            numbers.get(2).asDouble(),
            numbers.get(3).asDouble()));
  }

  private static Optional<Outline> outline(JsonNode segmentation) {
    JsonNode counts = segmentation.path("counts");
    if (counts.isTextual()) {
      String text = counts.asText();
      return Optional.of((width, height) -> RunLengths.decode(text, width, height));
    }
    if (counts.isArray()) {
      int[] runs = new int[counts.size()];
      for (int i = 0; i < runs.length; i++) {
        runs[i] = counts.get(i).asInt(-1);
      }
      return Optional.of((w, h) -> RunLengths.ofCounts(w, h, runs).toMask());
    }
    if (segmentation.isArray() && !segmentation.isEmpty()) {
      List<double[]> polygons = polygons(segmentation);
      return Optional.of((width, height) -> fill(polygons, width, height));
    }
    return Optional.empty();
  }

  private static List<double[]> polygons(JsonNode lists) {
    List<double[]> polygons = new ArrayList<>();
    for (JsonNode list : lists) {
      double[] points = new double[list.size()];
      for (int i = 0; i < points.length; i++) {
        points[i] = list.get(i).asDouble(Double.NaN);
      }
      polygons.add(points);
    }
    return polygons;
  }

  private static Mask fill(List<double[]> polygons, int width, int height) {
    double limit = 2.0 * Math.max(width, height);
    for (double[] points : polygons) {
      if (points.length < 6 || points.length % 2 != 0) {
        throw new IllegalArgumentException("a polygon of " + points.length + " numbers");
      }
      for (double point : points) {
        if (!(Math.abs(point) <= limit)) {
          throw new IllegalArgumentException("a polygon far outside the image");
        }
      }
    }
    return RunLengths.ofPolygons(polygons, width, height).toMask();
  }
}
