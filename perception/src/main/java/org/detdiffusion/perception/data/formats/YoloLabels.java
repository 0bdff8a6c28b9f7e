package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;

/**
 * Label files of YOLO: a line is a class and the centre, width and height of a box, or a class and
 * the points of a polygon, as shares of the image's size.
 */
record YoloLabels(List<String> classes, ConversionLog log) {

  List<ObjectEntry> read(Path file, ImageSize size) throws InvalidDataSetException {
    List<ObjectEntry> objects = new ArrayList<>();
    List<String> lines = TextLines.all(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        log.objectRead();
        String where = "line " + (i + 1) + " of " + file;
        ObjectEntry raw = object(lines.get(i).strip().split("\\s+"), size, where);
        BoxFit.fit(raw.box(), size, rounding(size), log, where)
            .ifPresent(box -> objects.add(raw.with(raw.classIndex(), box)));
      }
    }
    return objects;
  }

  private ObjectEntry object(String[] fields, ImageSize size, String where)
      throws InvalidDataSetException {
    boolean polygon = fields.length >= 7 && fields.length % 2 == 1;
    if (fields.length != 5 && !polygon) {
      throw new InvalidDataSetException(
          "%s has %d fields: write a class and four numbers, or a class and a polygon"
              .formatted(where, fields.length));
    }
    double[] numbers = new double[fields.length];
    for (int i = 0; i < fields.length; i++) {
      numbers[i] = number(fields[i], where);
    }
    int index = classIndex(numbers[0], where);
    return polygon
        ? new ObjectEntry(0, index, bounds(numbers, size), false, 0, outline(numbers, size), "")
        : new ObjectEntry(0, index, box(numbers, size), false, 0, "", "");
  }

  /** Of centre and side, as this program writes them. */
  private static double rounding(ImageSize size) {
    return 2.0 * Math.max(size.width(), size.height()) / YoloWriter.UNIT;
  }

  private static double number(String field, String where) throws InvalidDataSetException {
    try {
      return field.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(field);
    } catch (NumberFormatException e) {
      throw new InvalidDataSetException(
          where + " has '" + field + "' where a number must be: correct it", e);
    }
  }

  private int classIndex(double number, String where) throws InvalidDataSetException {
    int index = (int) number;
    if (index != number || index < 0 || index >= classes.size()) {
      throw new InvalidDataSetException(
          "%s names class %s, but there are %d classes, counted from 0: correct it or the list"
              .formatted(where, JsonText.number(number), classes.size()));
    }
    return index;
  }

  private static Box box(double[] numbers, ImageSize size) {
    double width = numbers[3] * size.width();
    double height = numbers[4] * size.height();
    return new Box(
        numbers[1] * size.width() - width / 2,
        numbers[2] * size.height() - height / 2,
        width,
        height);
  }

  private static Box bounds(double[] numbers, ImageSize size) {
    double left = numbers[1];
    double top = numbers[2];
    double right = left;
    double bottom = top;
    for (int i = 3; i < numbers.length; i += 2) {
      left = Math.min(left, numbers[i]);
      top = Math.min(top, numbers[i + 1]);
      right = Math.max(right, numbers[i]);
      bottom = Math.max(bottom, numbers[i + 1]);
    }
    return Box.ofCorners(
        left * size.width(), top * size.height(), right * size.width(), bottom * size.height());
  }

  /** COCO's form, in pixels. */
  private static String outline(double[] numbers, ImageSize size) {
    StringBuilder json = new StringBuilder("[[");
    for (int i = 1; i < numbers.length; i++) {
      double pixels = numbers[i] * (i % 2 == 1 ? size.width() : size.height());
      json.append(i == 1 ? "" : ",").append(JsonText.number(pixels));
    }
    return json.append("]]").toString();
  }
}
