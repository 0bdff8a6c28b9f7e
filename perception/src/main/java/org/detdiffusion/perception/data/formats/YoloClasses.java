package org.detdiffusion.perception.data.formats;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** The classes of a YOLO data set, from {@code data.yaml} or {@code classes.txt}. */
final class YoloClasses {
  private static final List<String> FILES =
      List.of("data.yaml", "data.yml", "dataset.yaml", "classes.txt", "labels/classes.txt");

  private YoloClasses() {}

  static List<String> read(Path root) throws InvalidDataSetException {
    for (String name : FILES) {
      Path file = root.resolve(name);
      if (Files.isRegularFile(file)) {
        List<String> lines = TextLines.of(file);
        return checked(name.endsWith(".txt") ? lines : YamlNames.of(lines, file), file);
      }
    }
    throw new InvalidDataSetException(
        root + " has neither data.yaml nor classes.txt: add one that names the classes");
  }

  private static List<String> checked(List<String> names, Path file)
      throws InvalidDataSetException {
    List<String> checked = new ArrayList<>();
    for (String name : names) {
      checked.add(SafeNames.className(name, file));
    }
    if (checked.isEmpty()) {
      throw new InvalidDataSetException(file + " names no classes: list them under 'names:'");
    }
    return checked;
  }
}
