package org.detdiffusion.perception.geometry;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A binary mask as COCO stores it: lengths of alternating runs of 0 and 1, column by column, the
 * first run of 0 (its length may be 0). Agrees with pycocotools run for run.
 */
public final class RunLengths {
  /** Larger masks are refused, so that a short hostile text can't ask for gigabytes. */
  public static final long MAX_PIXELS = 64L << 20;

  private final int width;
  private final int height;
  private final int[] counts;

  private RunLengths(int width, int height, int[] counts) {
    this.width = width;
    this.height = height;
    this.counts = counts;
  }

  /**
   * Takes COCO's uncompressed form.
   *
   * @param counts run lengths that add up to width x height
   * @throws IllegalArgumentException when they don't, or when one is negative
   */
  public static RunLengths ofCounts(int width, int height, int[] counts) {
    checkSize(width, height);
    long sum = 0;
    for (int count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("a run of " + count + " pixels is negative");
      }
      sum += count;
    }
    if (sum != (long) width * height) {
      throw new IllegalArgumentException(
          "runs of %d pixels don't fill a mask of %dx%d".formatted(sum, width, height));
    }
    return new RunLengths(width, height, counts.clone());
  }

  public static RunLengths of(Mask mask) {
    return ofColumns(mask.width(), mask.height(), columns(mask));
  }

  /** Reads COCO's compressed text. */
  public static RunLengths parse(String compressed, int width, int height) {
    checkSize(width, height);
    return ofCounts(width, height, CompressedCounts.decode(compressed));
  }

  /**
   * The union of polygons, filled as COCO fills them.
   *
   * @param polygons each x1, y1, x2, y2, ... in pixels, three points or more
   */
  public static RunLengths ofPolygons(List<double[]> polygons, int width, int height) {
    checkSize(width, height);
    List<RunLengths> parts =
        polygons.stream()
            .map(points -> ofCounts(width, height, PolygonRuns.fill(points, width, height)))
            .toList();
    return union(parts, width, height);
  }

  public static RunLengths union(List<RunLengths> masks, int width, int height) {
    if (masks.size() == 1) {
      return masks.get(0);
    }
    BitSet all = new BitSet(width * height);
    masks.forEach(mask -> all.or(mask.columns()));
    return ofColumns(width, height, all);
  }

  /** COCO's compressed text of a mask. */
  public static String encode(Mask mask) {
    return of(mask).compressed();
  }

  /**
   * The mask of COCO's compressed text.
   *
   * @throws IllegalArgumentException when the text is no mask of this size
   */
  public static Mask decode(String compressed, int width, int height) {
    return parse(compressed, width, height).toMask();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int[] counts() {
    return counts.clone();
  }

  public String compressed() {
    return CompressedCounts.encode(counts);
  }

  /** In pixels. */
  public long area() {
    long area = 0;
    for (int i = 1; i < counts.length; i += 2) {
      area += counts[i];
    }
    return area;
  }

  /** The smallest box of whole pixels around the mask; all zero when the mask is empty. */
  public Box box() {
    return RunBounds.of(counts, width, height);
  }

  /**
   * Intersection over union of a detection's mask (this) with a true one; over the detection's own
   * area when the truth is a crowd. Masks of different sizes give -1, as in pycocotools.
   */
  public double intersectionOverUnion(RunLengths truth, boolean crowd) {
    if (width != truth.width || height != truth.height) {
      return -1;
    }
    long common = RunOverlap.of(counts, truth.counts);
    long all = crowd ? area() : area() + truth.area() - common;
    return common == 0 ? 0 : (double) common / all;
  }

  public Mask toMask() {
    BitSet bits = new BitSet(width * height);
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        for (int p = position; p < position + counts[i]; p++) {
          bits.set(p % height * width + p / height);
        }
      }
      position += counts[i];
    }
    return new Mask(width, height, bits);
  }

  private BitSet columns() {
    BitSet bits = new BitSet(width * height);
    int position = 0;
    for (int i = 0; i < counts.length; i++) {
      if (i % 2 == 1) {
        bits.set(position, position + counts[i]);
      }
      position += counts[i];
    }
    return bits;
  }

  private static BitSet columns(Mask mask) {
    BitSet columns = new BitSet(mask.width() * mask.height());
    mask.bits().stream()
        .forEach(i -> columns.set(i % mask.width() * mask.height() + i / mask.width()));
    return columns;
  }

  private static RunLengths ofColumns(int width, int height, BitSet columns) {
    int size = width * height;
    int[] counts = new int[2 * columns.cardinality() + 2];
    int runs = 0;
    int position = 0;
    while (position < size) {
      int next = runs % 2 == 0 ? columns.nextSetBit(position) : columns.nextClearBit(position);
      int end = next < 0 ? size : Math.min(next, size);
      counts[runs++] = end - position;
      position = end;
    }
    return new RunLengths(width, height, Arrays.copyOf(counts, runs));
  }

  private static void checkSize(int width, int height) {
    if (width <= 0 || height <= 0 || (long) width * height > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a mask of %dx%d pixels can't be used; sizes go from 1x1 to %d pixels in all"
              .formatted(width, height, MAX_PIXELS));
    }
  }
}
