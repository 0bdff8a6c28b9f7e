package org.detdiffusion.perception.data.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.detdiffusion.perception.data.formats.CocoListing.Named;
import org.detdiffusion.perception.geometry.Box;

/** Entries of COCO's lists, read token by token, without a tree. */
final class CocoEntries {
  private static final Box NONE = new Box(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final String split;
  private final ImageFolders folders;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder others = new StringBuilder();

  CocoEntries(String split, ImageFolders folders) {
    this.split = split;
    this.folders = folders;
  }

  Named<ImageEntry> image(JsonParser parser) throws IOException {
    String id = "";
    String name = "";
    int width = 0;
    int height = 0;
    others.setLength(0);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = scalar(parser);
        case "file_name" -> name = scalar(parser);
        case "width" -> width = (int) number(parser);
        case "height" -> height = (int) number(parser);
        default -> JsonText.member(field, parser, others);
      }
    }
    return new Named<>(
        id,
        id,
        new ImageEntry(whole(id), split, name, folders, width, height, List.of(), kept(others)));
  }

  Named<ClassEntry> category(JsonParser parser) throws IOException {
    String id = "";
    String name = "";
    others.setLength(0);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = scalar(parser);
        case "name" -> name = scalar(parser);
        default -> JsonText.member(field, parser, others);
      }
    }
    return new Named<>(id, "", new ClassEntry(whole(id), name, kept(others)));
  }

  Named<ObjectEntry> object(JsonParser parser) throws IOException {
    String id = "";
    String imageId = "";
    String categoryId = "";
    String segmentation = "";
    Box box = NONE;
    boolean crowd = false;
    double area = 0;
    others.setLength(0);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "id" -> id = scalar(parser);
        case "image_id" -> imageId = scalar(parser);
        case "category_id" -> categoryId = scalar(parser);
        case "bbox" -> box = box(parser);
        case "iscrowd" -> crowd = number(parser) != 0;
        case "area" -> area = number(parser);
        case "segmentation" -> segmentation = value(parser);
        default -> JsonText.member(field, parser, others);
      }
    }
    return new Named<>(
        categoryId,
        imageId,
        new ObjectEntry(whole(id), 0, box, crowd, area, segmentation, kept(others)));
  }

  private String value(JsonParser parser) throws IOException {
    text.setLength(0);
    JsonText.value(parser, text);
    return text.toString();
  }

  private static String kept(StringBuilder members) {
    return members.length() == 0 ? "" : members.toString();
  }

  private static String scalar(JsonParser parser) throws IOException {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return "";
    }
    return parser.getText();
  }

  /** 0 where there is no finite number. */
  private static double number(JsonParser parser) throws IOException {
    parser.skipChildren();
    double number = parser.getValueAsDouble();
    return Double.isFinite(number) ? number : 0;
  }

  /** 0 where the id is no whole number. */
  private static long whole(String id) {
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Box box(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return NONE;
    }
    double[] numbers = new double[4];
    int count = 0;
    boolean valid = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      valid &= parser.currentToken().isNumeric() && count < 4;
      if (valid) {
        numbers[count] = parser.getDoubleValue();
      } else {
        parser.skipChildren();
      }
      count++;
    }
    return valid && count == 4 ? new Box(numbers[0], numbers[1], numbers[2], numbers[3]) : NONE;
  }
}
