package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;

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
      out.write(CocoText.category(data.classes().get(i), classIds[i]));
    }
    out.write("]}\n");
  }

  private String placed(ImageEntry image, long id, UniqueNames names)
      throws InvalidDataSetException, IOException {
    String name = names.claim("", image);
    destination.place(image, (image.split().isEmpty() ? "images" : image.split()) + "/" + name);
    return CocoText.image(image, id, name);
  }

  private void objects(List<ImageEntry> images, long[] imageIds, Writer out) throws IOException {
    long[] ids =
        CocoIds.of(images.stream().flatMap(i -> i.objects().stream()).mapToLong(ObjectEntry::id));
    int next = 0;
    for (int i = 0; i < images.size(); i++) {
      for (ObjectEntry object : images.get(i).objects()) {
        out.write(next == 0 ? "\n" : ",\n");
        long classId = classIds[object.classIndex()];
        out.write(CocoText.object(object, ids[next++], imageIds[i], classId));
      }
      log.at("writing annotations", i, images.size());
    }
  }
}
