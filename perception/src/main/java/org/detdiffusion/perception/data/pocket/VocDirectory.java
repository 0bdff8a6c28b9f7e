package org.detdiffusion.perception.data.pocket;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.detdiffusion.perception.data.DataSet;
import org.detdiffusion.perception.data.DataSetOptions;
import org.detdiffusion.perception.data.Folders;
import org.detdiffusion.perception.data.ImportedDataSet;
import org.detdiffusion.perception.data.InvalidDataSetException;
import org.detdiffusion.perception.data.formats.VocAnnotation;
import org.detdiffusion.perception.data.formats.VocReader;
import org.detdiffusion.perception.data.formats.VocSplits;

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
    ImportLog log = new ImportLog(directory.toString());
    List<Path> files = VocReader.files(directory);
    Map<String, String> splits = VocSplits.read(directory);
    List<Photograph> training = new ArrayList<>();
    List<Photograph> heldOut = new ArrayList<>();
    Set<String> classes = new TreeSet<>();
    for (Path file : files) {
      String split = splits.get(Photograph.stem(file.getFileName().toString()));
      if (split == null && !splits.isEmpty()) {
        log.count("images in no list");
        continue;
      }
      boolean learnt = split == null || split.startsWith("train");
      for (Photograph photograph : photographs(directory, file, log)) {
        (learnt ? training : heldOut).add(photograph);
        photograph.objects().forEach(object -> classes.add(object.className()));
      }
    }
    PhotographSplits sides = PhotographSplits.of(training, heldOut, options);
    return new PocketImages(name, options, log).read(List.copyOf(classes), sides);
  }

  /** One photograph, or none when the file can't be used. */
  private static List<Photograph> photographs(Path directory, Path file, ImportLog log)
      throws InvalidDataSetException {
    VocAnnotation stated;
    try {
      stated = VocReader.annotation(directory, file);
    } catch (InvalidDataSetException unusable) {
      log.imageSkipped(unusable.getMessage());
      return List.of();
    }
    Path root = stated.folders().holding(stated.fileName());
    int width = stated.size().width();
    int height = stated.size().height();
    List<PhotographedObject> objects = objects(stated, log);
    return List.of(new Photograph(stated.id(), root, stated.fileName(), width, height, objects));
  }

  private static List<PhotographedObject> objects(VocAnnotation stated, ImportLog log) {
    List<PhotographedObject> objects = new ArrayList<>();
    int number = 0;
    for (VocAnnotation.Named object : stated.objects()) {
      log.objectSeen();
      number++;
      String where = "object %d of %s".formatted(number, stated.file());
      if (object.className().isEmpty()) {
        log.objectInvalid("objects without name", where + " has no name: correct or remove it");
      } else if (!PhotographedObject.hasArea(object.box())) {
        String problem = " has no bndbox with xmin < xmax, ymin < ymax: correct or remove it";
        log.objectInvalid("boxes without area", where + problem);
      } else {
        objects.add(
            new PhotographedObject(object.className(), object.box(), Optional.empty(), false));
      }
    }
    return objects;
  }
}
