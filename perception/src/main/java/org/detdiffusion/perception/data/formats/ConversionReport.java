package org.detdiffusion.perception.data.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a conversion.
 *
 * @param imagesPlaced image files copied or linked
 * @param objectsRead as the source has them; less those of {@code dropped} they are {@code objects}
 * @param objectsByClass of those that were kept, in the order of the classes
 * @param dropped how many were left out, by reason
 * @param changed how many are kept in another form, by what happened
 * @param examples a sentence on the first of each reason
 */
public record ConversionReport(
    int images,
    int imagesWithoutObjects,
    int imagesPlaced,
    int objectsRead,
    int objects,
    Map<String, Integer> objectsByClass,
    Map<String, Integer> dropped,
    Map<String, Integer> changed,
    List<String> examples) {

  static ConversionReport of(WholeDataSet data, int imagesPlaced, ConversionLog log) {
    int[] counts = new int[data.classes().size()];
    int empty = 0;
    int objects = 0;
    for (ImageEntry image : data.images()) {
      empty += image.objects().isEmpty() ? 1 : 0;
      objects += image.objects().size();
      image.objects().forEach(object -> counts[object.classIndex()]++);
    }
    Map<String, Integer> byClass = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      byClass.merge(data.classes().get(i).name(), counts[i], Integer::sum);
    }
    return new ConversionReport(
        data.images().size(),
        empty,
        imagesPlaced,
        log.objectsRead(),
        objects,
        byClass,
        log.dropped(),
        log.changed(),
        log.examples());
  }
}
