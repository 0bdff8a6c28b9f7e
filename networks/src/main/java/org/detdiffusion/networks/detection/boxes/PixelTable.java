package org.detdiffusion.networks.detection.boxes;

import java.util.ArrayList;
import java.util.List;
import org.detdiffusion.networks.script.Tensor;

/**
 * Feature maps as one table, a row a pixel: map by map, image by image, row by row.
 *
 * @param images of the batch
 * @param maps size of each
 */
public record PixelTable(int images, List<Size> maps) {

  /** Of a map, in pixels. */
  public record Size(int height, int width) {

    int pixels() {
      return height * width;
    }
  }

  Size size(int map) {
    return maps.get(map);
  }

  /** Row of the first pixel. */
  long start(int map, int image) {
    long start = 0;
    for (int i = 0; i < map; i++) {
      start += (long) images * maps.get(i).pixels();
    }
    return start + (long) image * maps.get(map).pixels();
  }

  /** Maps {@code [N, C, H, W]} to the table {@code [P, C]}. */
  public static Tensor of(List<Tensor> maps) {
    List<Tensor> parts = new ArrayList<>();
    for (Tensor map : maps) {
      long[] rows = {map.size(0) * map.size(2) * map.size(3), map.size(1)};
      String flat = "torch.flatten(torch.permute(%s, [0, 2, 3, 1]), 0, 2)";
      parts.add(map.apply(rows, flat, map));
    }
    return Tensor.cat(0, parts.toArray(new Tensor[0]));
  }
}
