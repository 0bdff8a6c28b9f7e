package org.detdiffusion.networks.detection.torchvision;

import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.networks.detection.boxes.Boxes;
import org.detdiffusion.networks.detection.boxes.PixelTable;

/**
 * Boxes of fixed shapes at every place of every level, which a detector's answers refer to.
 *
 * @param sizes for each level: square roots of areas, in pixels
 * @param ratios for each level: heights over widths
 */
public record AnchorGrid(List<List<Double>> sizes, List<List<Double>> ratios) {

  public AnchorGrid {
    if (sizes.isEmpty() || sizes.size() != ratios.size()) {
      throw new IllegalArgumentException(
          "anchors have sizes for %d levels and ratios for %d"
              .formatted(sizes.size(), ratios.size()));
    }
  }

  /** One square of each size. */
  static AnchorGrid squares(List<List<Double>> sizes) {
    return new AnchorGrid(sizes, sizes.stream().map(level -> List.of(1.0)).toList());
  }

  /** At a place of the first level; torchvision's heads have as many on all. */
  int perPlace() {
    return sizes.get(0).size() * ratios.get(0).size();
  }

  /** How many each level has. */
  int[] counts(List<PixelTable.Size> levels) {
    int[] counts = new int[levels.size()];
    for (int level = 0; level < counts.length; level++) {
      int shapes = sizes.get(level).size() * ratios.get(level).size();
      counts[level] = levels.get(level).height() * levels.get(level).width() * shapes;
    }
    return counts;
  }

  /**
   * Level by level, row by row, place by place, ratio by ratio, size by size.
   *
   * @param height of the padded images
   * @param width of the padded images
   */
  public Boxes boxes(int height, int width, List<PixelTable.Size> levels) {
    int total = IntStream.of(counts(levels)).sum();
    double[] corners = new double[4 * total];
    int at = 0;
    for (int level = 0; level < levels.size(); level++) {
      double[] shapes = shapes(level);
      PixelTable.Size grid = levels.get(level);
      int strideY = height / grid.height();
      int strideX = width / grid.width();
      for (int place = 0; place < grid.height() * grid.width(); place++) {
        int x = place % grid.width() * strideX;
        int y = place / grid.width() * strideY;
        for (int side = 0; side < shapes.length; side++) {
          corners[at++] = shapes[side] + (side % 2 == 0 ? x : y);
        }
      }
    }
    return Boxes.of(corners);
  }

  /** Around 0, rounded to whole pixels as in torchvision. */
  private double[] shapes(int level) {
    int count = sizes.get(level).size();
    double[] corners = new double[4 * count * ratios.get(level).size()];
    for (int i = 0; i < corners.length / 4; i++) {
      double root = Math.sqrt(ratios.get(level).get(i / count));
      double size = sizes.get(level).get(i % count);
      corners[4 * i] = Math.rint(-size / root / 2);
      corners[4 * i + 1] = Math.rint(-size * root / 2);
      corners[4 * i + 2] = Math.rint(size / root / 2);
      corners[4 * i + 3] = Math.rint(size * root / 2);
    }
    return corners;
  }
}
