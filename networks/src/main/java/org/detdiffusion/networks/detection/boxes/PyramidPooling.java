package org.detdiffusion.networks.detection.boxes;

import java.util.ArrayList;
import java.util.List;

/**
 * RoIAlign on the map of a pyramid that fits a box's size, as torchvision's {@code
 * MultiScaleRoIAlign}: a box of 224 pixels looks at stride 16, one half as large at stride 8.
 *
 * @param scales of the maps, finest first: 1/4, 1/8, ...
 */
public record PyramidPooling(RoiAlign align, List<Double> scales) {

  private static final double CANONICAL_SIZE = 224;
  private static final int CANONICAL_LEVEL = 4;

  /**
   * The scales of maps of images whose largest height and width are given.
   *
   * @param maps finest first
   */
  public static PyramidPooling of(
      RoiAlign align, List<PixelTable.Size> maps, int height, int width) {
    List<Double> scales = new ArrayList<>();
    for (PixelTable.Size map : maps) {
      double scale = powerOfTwo((double) map.height() / height);
      if (scale != powerOfTwo((double) map.width() / width)) {
        throw new IllegalArgumentException(
            "a map of %dx%d is no scaled-down image of %dx%d"
                .formatted(map.width(), map.height(), width, height));
      }
      scales.add(scale);
    }
    return new PyramidPooling(align, List.copyOf(scales));
  }

  private static double powerOfTwo(double scale) {
    return Math.pow(2, Math.rint(log2(scale)));
  }

  /** Index of the map that a box looks at. */
  public int level(Boxes boxes, int box) {
    if (scales.size() == 1) {
      return 0;
    }
    double finest = -log2(scales.get(0));
    double coarsest = -log2(scales.get(scales.size() - 1));
    double level = CANONICAL_LEVEL + log2(Math.sqrt(boxes.area(box)) / CANONICAL_SIZE) + 1e-6;
    return (int) (Math.min(Math.max(Math.floor(level), finest), coarsest) - finest);
  }

  /**
   * @param boxes of each image of the batch, in pixels
   */
  public List<RoiAlign.Region> regions(List<Boxes> boxes) {
    List<RoiAlign.Region> regions = new ArrayList<>();
    for (int image = 0; image < boxes.size(); image++) {
      Boxes of = boxes.get(image);
      for (int i = 0; i < of.size(); i++) {
        int level = level(of, i);
        regions.add(
            new RoiAlign.Region(
                level,
                image,
                of.get(i, 0),
                of.get(i, 1),
                of.get(i, 2),
                of.get(i, 3),
                scales.get(level)));
      }
    }
    return regions;
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }
}
