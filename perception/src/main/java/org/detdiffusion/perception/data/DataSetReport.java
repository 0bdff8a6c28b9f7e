package org.detdiffusion.perception.data;

import java.util.List;
import java.util.Map;

/**
 * What happened while a data set was read.
 *
 * @param imagesRead photographs decoded
 * @param imagesSkipped photographs left out because of a problem
 * @param objectsKept objects of the resulting images
 * @param dropped what was left out on the way, counted by reason
 * @param warnings one sentence for each of the first problems
 */
public record DataSetReport(
    int imagesRead,
    int imagesSkipped,
    int objectsKept,
    Map<String, Integer> dropped,
    List<String> warnings) {

  public DataSetReport {
    dropped = Map.copyOf(dropped);
    warnings = List.copyOf(warnings);
  }
}
