package org.detdiffusion.perception.geometry;

/** The bounding box of run lengths, from the ends of the runs of 1. */
final class RunBounds {
  private RunBounds() {}

  static Box of(int[] counts, int width, int height) {
    int left = width;
    int top = height;
    int right = 0;
    int bottom = 0;
    int position = 0;
    for (int i = 0; i + 1 < counts.length; i += 2) {
      int first = position + counts[i];
      int last = first + counts[i + 1] - 1;
      boolean severalColumns = first / height < last / height;
      left = Math.min(left, Math.min(first, last) / height);
      right = Math.max(right, Math.max(first, last) / height);
      top = Math.min(top, severalColumns ? 0 : Math.min(first % height, last % height));
      bottom =
          Math.max(bottom, severalColumns ? height - 1 : Math.max(first % height, last % height));
      position = last + 1;
    }
    return counts.length < 2
        ? new Box(0, 0, 0, 0)
        : new Box(left, top, right - left + 1, bottom - top + 1);
  }
}
