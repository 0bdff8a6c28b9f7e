package org.detdiffusion.perception.data.formats;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.data.InvalidDataSetException;

/**
 * All annotations of a data set; the pixels stay in their files.
 *
 * @param kept by split, other fields of a COCO file ("info", "licenses", ...) as JSON members
 */
public record WholeDataSet(
    List<ClassEntry> classes, List<ImageEntry> images, Map<String, String> kept) {

  public WholeDataSet {
    classes = List.copyOf(classes);
    images = List.copyOf(images);
    kept = Map.copyOf(kept);
  }

  /**
   * Reads one; what can't be used of it is left out.
   *
   * @throws InvalidDataSetException in one sentence when there is no such data set, or no usable
   *     image in it
   */
  public static WholeDataSet read(DataFormat format, Path source, ConversionProgress progress)
      throws InvalidDataSetException {
    return read(format, source, progress, new LinkedHashMap<>());
  }

  /**
   * As without the map.
   *
   * @param leftOut gets the number of things that were left out, by reason
   */
  public static WholeDataSet read(
      DataFormat format, Path source, ConversionProgress progress, Map<String, Integer> leftOut)
      throws InvalidDataSetException {
    ConversionLog log = new ConversionLog(progress);
    WholeDataSet data = format.read(source, log);
    leftOut.putAll(log.dropped());
    if (data.images().isEmpty()) {
      throw new InvalidDataSetException(
          source + " holds no usable images: name a data set that lists some");
    }
    return data;
  }

  /**
   * Its images of one split.
   *
   * @throws InvalidDataSetException in one sentence when it has none
   */
  public WholeDataSet of(String split) throws InvalidDataSetException {
    if (images(split).isEmpty()) {
      throw new InvalidDataSetException(
          "no image is of split '%s': name one of %s".formatted(split, splits()));
    }
    return new WholeDataSet(classes, images(split), kept);
  }

  /** The splits in the order of their first images; one empty name where there are none. */
  List<String> splits() {
    List<String> splits = images.stream().map(ImageEntry::split).distinct().toList();
    return splits.isEmpty() ? List.of("") : splits;
  }

  List<ImageEntry> images(String split) {
    return images.stream().filter(image -> image.split().equals(split)).toList();
  }
}
