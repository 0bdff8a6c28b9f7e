package org.detdiffusion.perception.data.formats;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.InvalidDataSetException;

/**
 * Reads a Pascal VOC directory. {@code classes.txt}, one name a line, gives the order of the
 * classes; others follow by name.
 */
public final class VocReader {
  private final Path root;
  private final ConversionLog log;

  VocReader(Path root, ConversionLog log) {
    this.root = root;
    this.log = log;
  }

  WholeDataSet read() throws InvalidDataSetException {
    List<Path> files = files(root);
    List<VocAnnotation> annotations = new ArrayList<>(files.size());
    for (Path file : files) {
      VocAnnotation annotation = annotation(root, file);
      annotation.objects().forEach(object -> log.objectRead());
      annotations.add(annotation);
      log.at("reading Annotations", annotations.size(), files.size());
    }
    countImagesWithoutAnnotation(annotations);
    ClassTable classes = classes(annotations);
    return new WholeDataSet(classes.entries(), images(annotations, classes), Map.of());
  }

  /**
   * The XML files of a directory.
   *
   * @throws InvalidDataSetException in one sentence when there are none
   */
  public static List<Path> files(Path root) throws InvalidDataSetException {
    Folders.requireDirectory(root);
    List<Path> files = Folders.filesIn(root.resolve("Annotations"), ".xml");
    if (files.isEmpty()) {
      throw new InvalidDataSetException(
          root + " has no Annotations/*.xml: name the folder of a Pascal VOC data set");
    }
    return files;
  }

  /**
   * What one of the files of a directory states.
   *
   * @throws InvalidDataSetException in one sentence when it can't be used
   */
  public static VocAnnotation annotation(Path root, Path file) throws InvalidDataSetException {
    Path images = root.resolve("JPEGImages");
    return VocAnnotation.read(
        file, new ImageFolders(List.of(images, root.resolve("images"), root)));
  }

  private ClassTable classes(List<VocAnnotation> annotations) throws InvalidDataSetException {
    ClassTable classes = new ClassTable();
    Path list = root.resolve("classes.txt");
    if (Files.isRegularFile(list)) {
      for (String name : TextLines.of(list)) {
        classes.index(SafeNames.className(name, list));
      }
    }
    Set<String> names = new TreeSet<>();
    for (VocAnnotation annotation : annotations) {
      for (VocAnnotation.Named object : annotation.objects()) {
        names.add(SafeNames.className(object.className(), annotation.file()));
      }
    }
    names.forEach(classes::index);
    return classes;
  }

  private List<ImageEntry> images(List<VocAnnotation> annotations, ClassTable classes)
      throws InvalidDataSetException {
    Map<String, String> splits = VocSplits.read(root);
    List<ImageEntry> images = new ArrayList<>();
    for (VocAnnotation annotation : annotations) {
      String split = splits.getOrDefault(annotation.id(), "");
      annotation.image(split, classes, log).ifPresent(images::add);
    }
    return images;
  }

  private void countImagesWithoutAnnotation(List<VocAnnotation> annotations)
      throws InvalidDataSetException {
    Set<String> annotated = new HashSet<>();
    annotations.forEach(annotation -> annotated.add(annotation.fileName()));
    Path images = root.resolve("JPEGImages");
    if (!Files.isDirectory(images)) {
      return;
    }
    try (Stream<Path> files = Files.list(images)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> YoloLayout.isImage(name) && !annotated.contains(name))
          .sorted()
          .forEach(name -> log.drop("image files without annotation", name + " has no XML file"));
    } catch (IOException e) {
      throw new InvalidDataSetException(images + " can't be listed: check its permissions", e);
    }
  }
}
