package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.geometry.Box;

/**
 * Writes {@code images/<split>/}, {@code labels/<split>/} and {@code data.yaml}. Eight decimals: a
 * hundred-millionth of the image's side.
 */
final class YoloWriter {
  /** Parts that a side is counted in. */
  static final long UNIT = 100_000_000;

  private final WholeDataSet data;
  private final Destination destination;
  private final ConversionLog log;

  YoloWriter(WholeDataSet data, Destination destination, ConversionLog log) {
    this.data = data;
    this.destination = destination;
    this.log = log;
  }

  void write() throws InvalidDataSetException, IOException {
    UniqueNames names = new UniqueNames(true, log);
    int count = 0;
    for (ImageEntry image : data.images()) {
      String name = names.claimFlat(image.split(), image);
      String folder = image.split().isEmpty() ? "/" : "/" + image.split() + "/";
      Losses.count(image, false, log);
      destination.place(image, "images" + folder + name);
      destination.write("labels" + folder + SafeNames.stem(name) + ".txt", labels(image));
      log.at("writing images", ++count, data.images().size());
    }
    destination.write("data.yaml", yaml());
  }

  private static String labels(ImageEntry image) {
    StringBuilder lines = new StringBuilder();
    for (ObjectEntry object : image.objects()) {
      Box box = object.box();
      lines.append(object.classIndex());
      append((box.x() + box.width() / 2) / image.width(), lines);
      append((box.y() + box.height() / 2) / image.height(), lines);
      append(box.width() / image.width(), lines);
      append(box.height() / image.height(), lines);
      lines.append('\n');
    }
    return lines.toString();
  }

  private static void append(double share, StringBuilder line) {
    long units = Math.round(share * UNIT);
    String decimals = Long.toString(UNIT + units % UNIT).substring(1);
    line.append(' ').append(units / UNIT).append('.').append(decimals);
  }

  private String yaml() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("train: ").append(folder("train")).append('\n');
    yaml.append("val: ").append(folder("val")).append('\n');
    if (!folder("test").equals("images")) {
      yaml.append("test: ").append(folder("test")).append('\n');
    }
    yaml.append("names:\n");
    List<ClassEntry> classes = data.classes();
    for (int i = 0; i < classes.size(); i++) {
      String name = classes.get(i).name().replace("\\", "\\\\").replace("\"", "\\\"");
      yaml.append("  ").append(i).append(": \"").append(name).append("\"\n");
    }
    return yaml.toString();
  }

  /** All images where there is no such split. */
  private String folder(String side) {
    return data.splits().stream()
        .filter(split -> split.startsWith(side))
        .findFirst()
        .map(split -> "images/" + split)
        .orElse("images");
  }
}
