package org.detdiffusion.perception.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A data set in Pascal VOC's format: {@code Annotations/*.xml} and {@code JPEGImages/}. The lists
 * {@code train.txt}, {@code val.txt} and {@code test.txt}, in {@code ImageSets/Main} or in the
 * folder itself, say what is learnt from ("train") and what is held out ("val" and "test"); without
 * them the photographs are split by {@link DataSetOptions#trainShare}.
 */
public final class VocDirectory {
  private VocDirectory() {}

  /** As {@link #load}, without the report. */
  public static DataSet read(Path directory, DataSetOptions options)
      throws InvalidDataSetException {
    return load(directory, options).dataSet();
  }

  /**
   * Reads as many photographs as the options ask for, cropped and scaled. Files and objects that
   * can't be used are left out and reported.
   *
   * @throws InvalidDataSetException when there are no annotations, when most of the images or of
   *     the objects can't be used, or when nothing is left
   */
  public static ImportedDataSet load(Path directory, DataSetOptions options)
      throws InvalidDataSetException {
    return load(directory, Folders.name(directory), options);
  }

  static ImportedDataSet load(Path directory, String name, DataSetOptions options)
      throws InvalidDataSetException {
    Folders.requireDirectory(directory);
    List<Path> files = Folders.filesIn(directory.resolve("Annotations"), ".xml");
    if (files.isEmpty()) {
      throw new InvalidDataSetException(
          directory + " has no Annotations/*.xml: name the folder of a Pascal VOC data set");
    }
    ImportLog log = new ImportLog(directory.toString());
    Set<String> training = names(directory, "train");
    Set<String> heldOut = names(directory, "val");
    heldOut.addAll(names(directory, "test"));
    heldOut.removeAll(training);
    boolean split = !training.isEmpty() || !heldOut.isEmpty();
    List<Photograph> train = new ArrayList<>();
    List<Photograph> test = new ArrayList<>();
    Set<String> classes = new TreeSet<>();
    for (Path file : files) {
      String id = Photograph.stem(file.getFileName().toString());
      if (split && !training.contains(id) && !heldOut.contains(id)) {
        log.count("images in no list");
        continue;
      }
      for (Photograph photograph : VocFile.parse(directory, file, log)) {
        (heldOut.contains(id) ? test : train).add(photograph);
        photograph.objects().forEach(object -> classes.add(object.className()));
      }
    }
    PhotographSplits splits = PhotographSplits.of(train, test, options);
    return new PocketImages(name, options, log).read(List.copyOf(classes), splits);
  }

  private static Set<String> names(Path directory, String split) throws InvalidDataSetException {
    Path file = directory.resolve("ImageSets/Main/" + split + ".txt");
    if (!Files.isRegularFile(file)) {
      file = directory.resolve(split + ".txt");
    }
    if (!Files.isRegularFile(file)) {
      return new LinkedHashSet<>();
    }
    try (var lines = Files.lines(file)) {
      Set<String> names = new LinkedHashSet<>();
      lines
          .map(line -> line.strip().split("\\s+")[0])
          .filter(s -> !s.isEmpty())
          .forEach(names::add);
      return names;
    } catch (IOException | UncheckedIOException e) {
      throw new InvalidDataSetException(
          file + " can't be read: write one name a line, in UTF-8", e);
    }
  }
}
