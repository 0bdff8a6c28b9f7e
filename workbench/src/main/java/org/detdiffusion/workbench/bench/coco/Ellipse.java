package org.detdiffusion.workbench.bench.coco;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.geometry.RunLengths;

/**
 * The ellipse in a box, as COCO's segmentation.
 *
 * @param width of the image in pixels
 * @param height of the image in pixels
 */
record Ellipse(Box box, int width, int height) {
  private static final int CORNERS = 24;

  void write(JsonGenerator json, boolean asPolygon) throws IOException {
    if (asPolygon) {
      json.writeArrayFieldStart("segmentation");
      json.writeArray(polygon(), 0, 2 * CORNERS);
      json.writeEndArray();
    } else {
      json.writeObjectFieldStart("segmentation");
      json.writeFieldName("size");
      json.writeArray(new int[] {height, width}, 0, 2);
      json.writeStringField("counts", runLengths().compressed());
      json.writeEndObject();
    }
  }

  private double[] polygon() {
    double[] points = new double[2 * CORNERS];
    for (int i = 0; i < CORNERS; i++) {
      double angle = 2 * Math.PI * i / CORNERS;
      points[2 * i] = Math.round(10 * (middle() + box.width() / 2 * Math.cos(angle))) / 10.0;
      points[2 * i + 1] =
          Math.round(10 * (box.y() + box.height() / 2 * (1 + Math.sin(angle)))) / 10.0;
    }
    return points;
  }

  private double middle() {
    return box.x() + box.width() / 2;
  }

  /** Column by column: one run of ones in each that the ellipse meets. */
  RunLengths runLengths() {
    List<Integer> counts = new ArrayList<>();
    int written = 0;
    for (int column = (int) box.x(); column < Math.min(width, box.x() + box.width()); column++) {
      double across = (column + 0.5 - middle()) / (box.width() / 2);
      double half = box.height() / 2 * Math.sqrt(Math.max(0, 1 - across * across));
      double centre = box.y() + box.height() / 2;
      int from = column * height + (int) Math.max(0, Math.round(centre - half));
      int to = column * height + (int) Math.min(height, Math.round(centre + half));
      if (to > from && from > written) {
        counts.add(from - written);
        counts.add(to - from);
        written = to;
      }
    }
    counts.add(width * height - written);
    return RunLengths.ofCounts(
        width, height, counts.stream().mapToInt(Integer::intValue).toArray());
  }
}
