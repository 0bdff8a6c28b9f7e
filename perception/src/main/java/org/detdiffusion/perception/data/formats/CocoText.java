package org.detdiffusion.perception.data.formats;

import org.detdiffusion.perception.geometry.Box;

/** Entries of a COCO annotation file as text. Boxes are written to the last bit. */
final class CocoText {
  private CocoText() {}

  static String image(ImageEntry image, long id, String name) {
    return "{\"id\":"
        + id
        + ",\"file_name\":"
        + JsonText.quote(name)
        + ",\"width\":"
        + image.width()
        + ",\"height\":"
        + image.height()
        + members(image.kept())
        + "}";
  }

  static String category(ClassEntry entry, long id) {
    String name = JsonText.quote(entry.name());
    return "{\"id\":" + id + ",\"name\":" + name + members(entry.kept()) + "}";
  }

  static String object(ObjectEntry object, long id, long imageId, long classId) {
    return "{\"id\":"
        + id
        + ",\"image_id\":"
        + imageId
        + ",\"category_id\":"
        + classId
        + ",\"bbox\":"
        + box(object.box())
        + ",\"area\":"
        + JsonText.number(object.statedArea())
        + ",\"iscrowd\":"
        + (object.crowd() ? 1 : 0)
        + ",\"segmentation\":"
        + (object.segmentation().isEmpty() ? "[]" : object.segmentation())
        + members(object.kept())
        + "}";
  }

  static String box(Box box) {
    return "["
        + JsonText.number(box.x())
        + ","
        + JsonText.number(box.y())
        + ","
        + JsonText.number(box.width())
        + ","
        + JsonText.number(box.height())
        + "]";
  }

  private static String members(String kept) {
    return kept.isEmpty() ? "" : "," + kept;
  }
}
