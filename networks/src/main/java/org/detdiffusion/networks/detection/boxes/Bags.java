package org.detdiffusion.networks.detection.boxes;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;

/** Grows the lists of pixels, weights and bags, a bag for each bin. */
final class Bags {

  private final PixelTable table;
  private long[] pixels = new long[1024];
  private float[] weights = new float[1024];
  private long[] bags = new long[64];
  private int filled;
  private int count;
  private long start;
  private int stride;

  Bags(PixelTable table) {
    this.table = table;
  }

  PixelTable table() {
    return table;
  }

  /** The bins that follow look at this map of this image. */
  void open(int map, int image) {
    start = table.start(map, image);
    stride = table.size(map).width();
  }

  void add(Axis vertical, int row, Axis horizontal, int column) {
    startBag(vertical.taps() * horizontal.taps());
    for (int v = row * vertical.taps(); v < (row + 1) * vertical.taps(); v++) {
      for (int h = column * horizontal.taps(); h < (column + 1) * horizontal.taps(); h++) {
        pixels[filled] = start + (long) vertical.pixels()[v] * stride + horizontal.pixels()[h];
        weights[filled++] = (float) (vertical.weights()[v] * horizontal.weights()[h]);
      }
    }
  }

  private void startBag(int more) {
    if (count == bags.length) {
      bags = Arrays.copyOf(bags, 2 * count);
    }
    if (filled + more > pixels.length) {
      pixels = Arrays.copyOf(pixels, 2 * (filled + more));
      weights = Arrays.copyOf(weights, pixels.length);
    }
    bags[count++] = filled;
  }

  /** In the order that the pooling declares them. */
  NDList toArrays(NDManager manager) {
    return new NDList(
        manager.create(Arrays.copyOf(pixels, filled)),
        manager.create(Arrays.copyOf(weights, filled)),
        manager.create(Arrays.copyOf(bags, count)));
  }
}
