package org.detdiffusion.perception.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Mask;
import org.detdiffusion.perception.geometry.RunLengths;

/** The shape of an object, however the source states it; painted on demand. */
@FunctionalInterface
public interface Outline {

  /**
   * @throws IllegalArgumentException when it does not fit an image of this size
   */
  Mask paint(int width, int height);

  /** COCO's polygons or run lengths; none where there is neither. */
  static Optional<Outline> of(JsonNode segmentation) {
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
