package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where an image of a YOLO data set stands: below a folder "images", with its labels at the same
 * place below a folder "labels". The split is the folder before or behind "images".
 *
 * @param folder what the file name is relative to, itself relative to the data set
 * @param label relative to the data set
 */
record YoloLayout(String split, String folder, String fileName, String label) {
  private static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png");

  static boolean isImage(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(lower::endsWith);
  }

  static boolean isBelow(Path relative, String folder) {
    Path parent = relative.getParent();
    return parent != null && parts(parent).contains(folder);
  }

  /** Of a file below a folder "images". */
  static YoloLayout of(Path relative) {
    List<String> parts = parts(relative);
    int images = parts.subList(0, parts.size() - 1).lastIndexOf("images");
    boolean before = images > 0 && SafeNames.isSplit(parts.get(images - 1));
    boolean behind = images + 2 < parts.size() && SafeNames.isSplit(parts.get(images + 1));
    String split = before ? parts.get(images - 1) : behind ? parts.get(images + 1) : "";
    int name = !before && behind ? images + 2 : images + 1;
    List<String> label = new ArrayList<>(parts);
    label.set(images, "labels");
    String last = parts.get(parts.size() - 1);
    label.set(parts.size() - 1, SafeNames.stem(last) + ".txt");
    return new YoloLayout(
        split,
        String.join("/", parts.subList(0, name)),
        String.join("/", parts.subList(name, parts.size())),
        String.join("/", label));
  }

  private static List<String> parts(Path path) {
    List<String> parts = new ArrayList<>();
    path.forEach(part -> parts.add(part.toString()));
    return parts;
  }
}
