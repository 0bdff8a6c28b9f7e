package org.detdiffusion.perception.data.formats;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.data.Outline;
import org.detdiffusion.perception.geometry.Box;

/**
 * An object of an image. Texts rather than trees: a large data set has a million of these.
 *
 * @param id as the source numbers it; 0 where it does not
 * @param classIndex index into {@link WholeDataSet#classes}
 * @param box in pixels, inside the image and of positive size
 * @param crowd whether the box stands for a group that can't be told apart
 * @param area in square pixels as the source states it; 0 where it states none
 * @param segmentation COCO's polygons or run lengths as JSON, as they came; may be empty
 * @param kept other fields of a COCO annotation as JSON members; may be empty
 */
public record ObjectEntry(
    long id,
    int classIndex,
    Box box,
    boolean crowd,
    double area,
    String segmentation,
    String kept) {

  private static final String ATTRIBUTE = "attribute";

  boolean hasOutline() {
    return !segmentation.isEmpty() && !segmentation.equals("[]") && !segmentation.equals("null");
  }

  ObjectEntry with(int otherClass, Box otherBox) {
    return new ObjectEntry(id, otherClass, otherBox, crowd, area, segmentation, kept);
  }

  /** The stated area, or the box's where none is. */
  public double statedArea() {
    return area > 0 ? area : box.area();
  }

  /**
   * The same with fields of its own, in the place of any that have their names.
   *
   * @param fields values as JSON
   */
  public ObjectEntry withFields(Map<String, String> fields) {
    String others = JsonMembers.replaced(kept, fields);
    return new ObjectEntry(id, classIndex, box, crowd, area, segmentation, others);
  }

  /** Its shape; none where the source states none, or none that can be read. */
  public Optional<Outline> outline() {
    return hasOutline() ? Outline.of(JsonText.tree(segmentation)) : Optional.empty();
  }

  /** Easy or hard, as {@code label} writes it into a COCO file. */
  public Optional<Attribute> attribute() {
    String text = JsonText.tree("{" + kept + "}").path(ATTRIBUTE).asText();
    return Arrays.stream(Attribute.values())
        .filter(attribute -> attribute.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst();
  }

  public ObjectEntry withAttribute(Attribute attribute) {
    return withFields(Map.of(ATTRIBUTE, JsonText.quote(attribute.name().toLowerCase(Locale.ROOT))));
  }
}
