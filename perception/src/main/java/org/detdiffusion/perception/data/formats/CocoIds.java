package org.detdiffusion.perception.data.formats;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Ids of a COCO file: pycocotools takes an annotation with id 0 for none. */
final class CocoIds {
  private CocoIds() {}

  /** The ids of the source where all are there, positive and different, else 1, 2, ... */
  static long[] of(LongStream ofSource) {
    long[] ids = ofSource.toArray();
    long[] sorted = ids.clone();
    Arrays.sort(sorted);
    boolean usable = sorted.length == 0 || sorted[0] >= 1;
    for (int i = 1; i < sorted.length; i++) {
      usable &= sorted[i] != sorted[i - 1];
    }
    return usable ? ids : LongStream.rangeClosed(1, ids.length).toArray();
  }
}
