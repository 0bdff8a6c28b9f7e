package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.InvalidDataSetException;

/** Reads a COCO data set, one JSON file or a directory with one for each split. */
public final class CocoSource {
  private CocoSource() {}

  static WholeDataSet read(Path source, ConversionLog log) throws InvalidDataSetException {
    boolean single = Files.isRegularFile(source);
    List<Path> files = single ? List.of(source) : Folders.cocoFiles(source);
    Path root = single ? root(source) : source;
    ClassTable classes = new ClassTable();
    List<ImageEntry> images = new ArrayList<>();
    Map<String, String> kept = new LinkedHashMap<>();
    for (Path file : files) {
      CocoJoin join = new CocoJoin(file, log);
      kept.putIfAbsent(split(file), list(root, file, join, log::at));
      images.addAll(join.images(classes));
    }
    return new WholeDataSet(classes.entries(), images, kept);
  }

  /**
   * Streams through one annotation file.
   *
   * @param root of its data set
   * @return the fields of the file other than its lists, as JSON members
   * @throws InvalidDataSetException in one sentence when it is no COCO annotation file
   */
  public static String list(Path root, Path file, CocoListing listing, ConversionProgress progress)
      throws InvalidDataSetException {
    String split = split(file);
    CocoEntries entries = new CocoEntries(split, folders(root, file, split));
    return new CocoReader(file, entries, listing, progress).read();
  }

  private static Path root(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    boolean inAnnotations = folder.endsWith("annotations") && folder.getParent() != null;
    return inAnnotations ? folder.getParent() : folder;
  }

  /** "train2017" of instances_train2017.json or of train2017/annotations.json. */
  private static String split(Path file) {
    String stem = stem(file);
    if (SafeNames.isSplit(stem)) {
      return stem;
    }
    Path folder = file.toAbsolutePath().normalize().getParent().getFileName();
    return folder != null && SafeNames.isSplit(folder.toString()) ? folder.toString() : "";
  }

  private static String stem(Path file) {
    return SafeNames.stem(file.getFileName().toString()).replaceFirst("^instances_", "");
  }

  private static List<Path> splitsOf(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(path -> SafeNames.isSplit(path.getFileName().toString()))
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static ImageFolders folders(Path root, Path file, String split) {
    Path images = root.resolve("images");
    Path beside = file.toAbsolutePath().getParent();
    List<Path> folders = new ArrayList<>();
    if (!split.isEmpty()) {
      folders.add(root.resolve(split));
      folders.add(images.resolve(split));
    }
    folders.addAll(List.of(images, root, beside, beside.resolve("images")));
    if (split.isEmpty()) {
      // A file with a name of its own, as of labels, may be about any split, also of Pascal VOC.
      folders.add(root.resolve("JPEGImages"));
      folders.add(root.resolve(stem(file)));
      folders.add(images.resolve(stem(file)));
      folders.addAll(splitsOf(root));
      folders.addAll(splitsOf(images));
    }
    return new ImageFolders(folders);
  }
}
