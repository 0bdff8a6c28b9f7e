package org.detdiffusion.perception.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the files of a data set on disk. What can't be read is an InvalidDataSetException. */
public final class Folders {
  private Folders() {}

  /** What a data set in a directory is called. */
  public static String name(Path directory) {
    Path name = directory.toAbsolutePath().normalize().getFileName();
    return name == null ? "data" : name.toString();
  }

  public static void requireDirectory(Path directory) throws InvalidDataSetException {
    if (!Files.isDirectory(directory)) {
      throw new InvalidDataSetException(
          directory + " is not a directory: name the folder that holds the data set");
    }
  }

  /** The JSON files of a COCO directory, in the order of their names. */
  public static List<Path> cocoFiles(Path directory) throws InvalidDataSetException {
    requireDirectory(directory);
    List<Path> files = filesIn(directory.resolve("annotations"), ".json");
    if (files.isEmpty()) {
      files = filesIn(directory, ".json");
    }
    if (files.isEmpty()) {
      files = inSubfolders(directory);
    }
    if (files.isEmpty()) {
      throw new InvalidDataSetException(
          directory
              + " has no annotations/*.json: export the data set as COCO, or use the VOC reader");
    }
    List<Path> instances =
        files.stream().filter(f -> f.getFileName().toString().startsWith("instances")).toList();
    return instances.isEmpty() ? files : instances;
  }

  private static List<Path> inSubfolders(Path directory) throws InvalidDataSetException {
    List<Path> files = new ArrayList<>();
    for (Path folder : entries(directory)) {
      files.addAll(filesIn(folder, ".json"));
    }
    return files;
  }

  /** None when there is no such folder. */
  public static List<Path> filesIn(Path folder, String ending) throws InvalidDataSetException {
    return entries(folder).stream()
        .filter(file -> file.getFileName().toString().endsWith(ending))
        .filter(Files::isRegularFile)
        .toList();
  }

  private static List<Path> entries(Path folder) throws InvalidDataSetException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new InvalidDataSetException(folder + " can't be listed: check its permissions", e);
    }
  }
}
