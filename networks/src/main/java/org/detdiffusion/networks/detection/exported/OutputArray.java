package org.detdiffusion.networks.detection.exported;

import java.util.Arrays;

/**
 * One array that a network gave back, row-major.
 *
 * @param whole whether the numbers were whole ones
 */
// Numbers are handed on and never compared as values.
@SuppressWarnings("ArrayRecordComponent")
record OutputArray(long[] shape, float[] values, boolean whole) {

  boolean isBatchOfOne() {
    return !whole && shape.length == 3 && shape[0] == 1;
  }

  String shown() {
    return Arrays.toString(shape);
  }
}
