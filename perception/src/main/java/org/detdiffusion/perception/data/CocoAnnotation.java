package org.detdiffusion.perception.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.detdiffusion.perception.geometry.Box;

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
        Outline.of(entry.path("segmentation")));
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
}
