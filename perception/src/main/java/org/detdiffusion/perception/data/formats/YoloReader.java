package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Reads a YOLO directory. An image without a label file has no objects. */
final class YoloReader {
  private static final int DEPTH = 12;

  private final Path root;
  private final ConversionLog log;
  private final Map<String, ImageFolders> folders = new HashMap<>();

  YoloReader(Path root, ConversionLog log) {
    this.root = root;
    this.log = log;
  }

  WholeDataSet read() throws InvalidDataSetException {
    Folders.requireDirectory(root);
    List<Path> files = files();
    List<YoloLayout> found =
        files.stream()
            .filter(file -> YoloLayout.isBelow(file, "images"))
            .filter(file -> YoloLayout.isImage(file.toString()))
            .map(YoloLayout::of)
            .toList();
    if (found.isEmpty()) {
      throw new InvalidDataSetException(
          root
              + " has no images below a folder 'images', and YOLO's boxes are shares of an image's"
              + " size: name the folder that holds images/ and labels/");
    }
    YoloLabels labels = new YoloLabels(YoloClasses.read(root), log);
    List<ImageEntry> images = new ArrayList<>(found.size());
    for (YoloLayout layout : found) {
      images.add(image(layout, labels));
      log.at("reading labels", images.size(), found.size());
    }
    countStrayLabels(files, found);
    List<ClassEntry> classes =
        labels.classes().stream().map(name -> new ClassEntry(0, name, "")).toList();
    return new WholeDataSet(classes, images, Map.of());
  }

  private ImageEntry image(YoloLayout layout, YoloLabels labels) throws InvalidDataSetException {
    String name = SafeNames.file(layout.fileName(), root);
    ImageFolders places =
        folders.computeIfAbsent(
            layout.folder(), folder -> new ImageFolders(List.of(root.resolve(folder))));
    ImageSize size = places.size(name);
    Optional<Path> file = new ImageFolders(List.of(root)).find(layout.label());
    List<ObjectEntry> objects = file.isPresent() ? labels.read(file.get(), size) : List.of();
    return new ImageEntry(
        0, layout.split(), name, places, size.width(), size.height(), objects, "");
  }

  /** Relative to the data set, in the order of their names. */
  private List<Path> files() throws InvalidDataSetException {
    try (Stream<Path> all = Files.walk(root, DEPTH)) {
      return all.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidDataSetException(root + " can't be listed: check its permissions", e);
    }
  }

  private void countStrayLabels(List<Path> files, List<YoloLayout> found)
      throws InvalidDataSetException {
    Set<Path> read = new HashSet<>();
    found.forEach(layout -> read.add(Path.of(layout.label())));
    for (Path file : files) {
      boolean label = YoloLayout.isBelow(file, "labels") && file.toString().endsWith(".txt");
      if (label && !read.contains(file) && !file.endsWith("classes.txt")) {
        String example = root.resolve(file) + " has no image: add it or remove the labels";
        log.drop("label files without an image", example);
        for (int i = TextLines.of(root.resolve(file)).size(); i > 0; i--) {
          log.objectRead();
          log.drop("objects of label files without an image", example);
        }
      }
    }
  }
}
