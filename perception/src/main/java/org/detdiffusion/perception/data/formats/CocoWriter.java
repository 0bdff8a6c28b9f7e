package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;

/**
 * Writes {@code annotations/instances_<split>.json} and the images in {@code <split>/}; without
 * splits {@code annotations/instances.json} and {@code images/}. Boxes are written to the last bit.
 */
final class CocoWriter {
  private final WholeDataSet data;
  private final Destination destination;
  private final ConversionLog log;
  private final long[] classIds;

  CocoWriter(WholeDataSet data, Destination destination, ConversionLog log) {
    this.data = data;
    this.destination = destination;
    this.log = log;
    this.classIds = CocoIds.of(data.classes().stream().mapToLong(ClassEntry::id));
  }

  void write() throws InvalidDataSetException, IOException {
    for (String split : data.splits()) {
      String name = split.isEmpty() ? "instances" : "instances_" + split;
      List<ImageEntry> images = data.images(split);
      try (Writer out = destination.writer("annotations/" + name + ".json")) {
        write(images, split, out);
      }
    }
  }

  private void write(List<ImageEntry> images, String split, Writer out)
      throws InvalidDataSetException, IOException {
    out.write("{");
    String kept = data.kept().getOrDefault(split, "");
    out.write(kept.isEmpty() ? "" : kept + ",\n");
    long[] ids = CocoIds.of(images.stream().mapToLong(ImageEntry::id));
    out.write("\"images\":[");
    UniqueNames names = new UniqueNames(false, log);
    for (int i = 0; i < images.size(); i++) {
      out.write(i == 0 ? "\n" : ",\n");
      out.write(placed(images.get(i), ids[i], names));
      log.at("writing images", i, images.size());
    }
    out.write("],\n\"annotations\":[");
    objects(images, ids, out);
    out.write("],\n\"categories\":[");
    for (int i = 0; i < classIds.length; i++) {
      out.write(i == 0 ? "\n" : ",\n");
      out.write(category(data.classes().get(i), classIds[i]));
    }
    out.write("]}\n");
  }

  private String placed(ImageEntry image, long id, UniqueNames names)
      throws InvalidDataSetException, IOException {
    String name = names.claim("", image);
    destination.place(image, (image.split().isEmpty() ? "images" : image.split()) + "/" + name);
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

  private static String category(ClassEntry entry, long id) {
    String name = JsonText.quote(entry.name());
    return "{\"id\":" + id + ",\"name\":" + name + members(entry.kept()) + "}";
  }

  private void objects(List<ImageEntry> images, long[] imageIds, Writer out) throws IOException {
    long[] ids =
        CocoIds.of(images.stream().flatMap(i -> i.objects().stream()).mapToLong(ObjectEntry::id));
    int next = 0;
    for (int i = 0; i < images.size(); i++) {
      for (ObjectEntry object : images.get(i).objects()) {
        out.write(next == 0 ? "\n" : ",\n");
        object(object, ids[next++], imageIds[i], out);
      }
      log.at("writing annotations", i, images.size());
    }
  }

  private void object(ObjectEntry object, long id, long imageId, Writer out) throws IOException {
    Box box = object.box();
    out.write("{\"id\":" + id + ",\"image_id\":" + imageId);
    out.write(",\"category_id\":" + classIds[object.classIndex()]);
    out.write(",\"bbox\":[" + JsonText.number(box.x()) + "," + JsonText.number(box.y()) + ",");
    out.write(JsonText.number(box.width()) + "," + JsonText.number(box.height()) + "]");
    double area = object.area() > 0 ? object.area() : box.area();
    out.write(",\"area\":" + JsonText.number(area));
    out.write(",\"iscrowd\":" + (object.crowd() ? 1 : 0) + ",\"segmentation\":");
    out.write(object.segmentation().isEmpty() ? "[]" : object.segmentation());
    out.write(members(object.kept()));
    out.write("}");
  }

  private static String members(String kept) {
    return kept.isEmpty() ? "" : "," + kept;
  }
}
