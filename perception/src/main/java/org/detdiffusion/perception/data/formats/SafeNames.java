package org.detdiffusion.perception.data.formats;

import java.util.List;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Names that a data set states, checked before anything is done with them. */
final class SafeNames {
  private SafeNames() {}

  /**
   * A file name relative to the data set, with forward slashes.
   *
   * @param source what names the file, for the error
   */
  static String file(String stated, Object source) throws InvalidDataSetException {
    String name = stated.replace('\\', '/');
    boolean nameless = name.replaceAll("[\\s./]", "").isEmpty() && !name.contains("..");
    if (nameless || hasControls(name)) {
      throw new InvalidDataSetException(
          source + " has an image without a usable file name: give each image its name");
    }
    List<String> parts = List.of(name.split("/", -1));
    if (parts.contains("..") || name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
      throw new InvalidDataSetException(
          "image name '%s' in %s leads out of the data set: no image outside is read, name it relative to it"
              .formatted(stated, source));
    }
    return String.join("/", parts.stream().filter(p -> !p.isEmpty() && !p.equals(".")).toList());
  }

  static String className(String stated, Object source) throws InvalidDataSetException {
    String name = stated.strip();
    if (name.isEmpty() || hasControls(name)) {
      throw new InvalidDataSetException(
          source + " has a class without a usable name: give each class a name of one line");
    }
    return name;
  }

  private static boolean hasControls(String name) {
    return name.codePoints()
        .anyMatch(
            point ->
                Character.isISOControl(point)
                    || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                    || point == 0xfffe
                    || point == 0xffff);
  }

  /** Whether a folder or list of that name is a split: train, val, valid, test, train2017, ... */
  static boolean isSplit(String name) {
    return name.matches("(train|val|valid|test)[0-9]*");
  }

  /** "a" of "folder/a.jpg". */
  static String stem(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
