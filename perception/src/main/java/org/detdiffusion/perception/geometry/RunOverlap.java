package org.detdiffusion.perception.geometry;

/** Pixels that two run-length masks of the same size share, without unpacking them. */
final class RunOverlap {
  private RunOverlap() {}

  static long of(int[] a, int[] b) {
    long common = 0;
    int i = 0;
    int j = 0;
    long endA = a[0];
    long endB = b[0];
    long position = 0;
    while (i < a.length && j < b.length) {
      long end = Math.min(endA, endB);
      if (i % 2 == 1 && j % 2 == 1) {
        common += end - position;
      }
      position = end;
      boolean nextA = endA == end;
      boolean nextB = endB == end;
      if (nextA && ++i < a.length) {
        endA += a[i];
      }
      if (nextB && ++j < b.length) {
        endB += b[j];
      }
    }
    return common;
  }
}
