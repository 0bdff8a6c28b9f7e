package org.detdiffusion.perception.data.pocket;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.CocoSource;

/**
 * A data set in COCO's format: JSON files in {@code annotations/}, beside the images, or in one
 * folder a split. A file whose path contains "train" is the training side, one with "val" or "test"
 * is held out; with one side only the photographs are split by {@link DataSetOptions#trainShare}.
 * Beside {@code instances_*.json} other files (captions, key points) are ignored.
 */
public final class CocoDirectory {
  private CocoDirectory() {}

  /** As {@link #load}, without the report. */
  public static DataSet read(Path directory, DataSetOptions options)
      throws InvalidDataSetException {
    return load(directory, options).dataSet();
  }

  /**
   * Reads as many photographs as the options ask for, cropped and scaled. Images and annotations
   * that can't be used are left out and reported.
   *
   * @throws InvalidDataSetException when a JSON file is broken, when most of the images or of the
   *     annotations can't be used, or when nothing is left
   */
  public static ImportedDataSet load(Path directory, DataSetOptions options)
      throws InvalidDataSetException {
    ImportLog log = new ImportLog(directory.toString());
    List<Photograph> training = new ArrayList<>();
    List<Photograph> heldOut = new ArrayList<>();
    Set<String> classes = new LinkedHashSet<>();
    Set<String> ids = new LinkedHashSet<>();
    for (Path file : Folders.cocoFiles(directory)) {
      CocoPhotographs photographs = new CocoPhotographs(file, ids, log);
      CocoSource.list(directory, file, photographs, (doing, done, all) -> {});
      (isHeldOut(directory, file) ? heldOut : training).addAll(photographs.list());
      classes.addAll(photographs.classes());
    }
    PocketImages images = new PocketImages(Folders.name(directory), options, log);
    return images.read(List.copyOf(classes), PhotographSplits.of(training, heldOut, options));
  }

  private static boolean isHeldOut(Path directory, Path file) {
    String path = directory.relativize(file).toString().toLowerCase(Locale.ROOT);
    return !path.contains("train") && (path.contains("val") || path.contains("test"));
  }
}
