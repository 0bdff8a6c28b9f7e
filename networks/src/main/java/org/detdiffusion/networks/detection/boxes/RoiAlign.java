package org.detdiffusion.networks.detection.boxes;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import org.detdiffusion.networks.script.Tensor;
import org.detdiffusion.networks.script.Trace;

/**
 * RoIAlign (He et al. 2017) as torchvision's: each bin of a box's grid is the mean of points inside
 * it, each point a weighted sum of four pixels. Boxes carry no gradient, so pixels and weights are
 * listed here, and libtorch sums each bin as one bag of an embedding, forward and backward.
 *
 * @param rows of the grid
 * @param columns of the grid
 * @param samples points of a bin along each axis; 0 or less for about one a pixel
 * @param aligned whether pixel centres lie at halves, which later torchvision made possible
 */
public record RoiAlign(int rows, int columns, int samples, boolean aligned) {

  /**
   * A box on a feature map.
   *
   * @param map index of the map in the table
   * @param image index of the image in the batch
   */
  public record Region(
      int map, int image, double x1, double y1, double x2, double y2, double scale) {}

  /** The pixels, weights and bags of regions, as {@link #pool} takes them. */
  public NDList arrays(NDManager manager, PixelTable table, List<Region> regions) {
    Bags bags = new Bags(table);
    regions.forEach(region -> add(bags, region));
    return bags.toArrays(manager);
  }

  private void add(Bags bags, Region region) {
    double shift = aligned ? 0.5 : 0;
    double x = region.x1 * region.scale - shift;
    double y = region.y1 * region.scale - shift;
    double width = region.x2 * region.scale - shift - x;
    double height = region.y2 * region.scale - shift - y;
    PixelTable.Size size = bags.table().size(region.map);
    Axis vertical = axis(y, height, rows, size.height());
    Axis horizontal = axis(x, width, columns, size.width());
    bags.open(region.map, region.image);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        bags.add(vertical, row, horizontal, column);
      }
    }
  }

  private Axis axis(double start, double length, int bins, int pixels) {
    double extent = aligned ? length : Math.max(length, 1);
    int points = samples > 0 ? samples : (int) Math.ceil(extent / bins);
    return Axis.of(start, extent / bins, bins, Math.max(points, 0), pixels);
  }

  /**
   * Declares the three inputs of {@link #arrays} and pools with them.
   *
   * @param pixels {@code [P, C]}, of {@link PixelTable#of}
   * @return {@code [R, C, rows, columns]}
   */
  public Tensor pool(Trace trace, Tensor pixels, long regions) {
    Tensor indices = trace.input("pixels", 1);
    Tensor weights = trace.input("weights", 1);
    Tensor bags = trace.input("bags", 1);
    long channels = pixels.size(1);
    long[] grid = {regions, rows, columns, channels};
    String sums =
        "torch.reshape((torch.embedding_bag(%s, %s, %s, False, 0, False, %s))[0], "
            + Tensor.list(-1, rows, columns, channels)
            + ")";
    return pixels.apply(grid, sums, pixels, indices, bags, weights).permute(0, 3, 1, 2);
  }
}
