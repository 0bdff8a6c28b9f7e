package org.detdiffusion.perception.augment;

/**
 * One axis of a motion: where each pixel of the result comes from. Tables, so that moving an image
 * needs no arithmetic on coordinates per pixel.
 */
final class Axis {
  static final int ONE = 256;

  private final int size;
  private final double zoom;
  private final double shift;
  private final boolean mirrored;

  /** The two source pixels of each result pixel, clamped to the image, and the second's weight. */
  final int[] low;

  final int[] high;
  final int[] weight;

  /** The source pixel that contains the result pixel's centre; -1 outside the image. */
  final int[] nearest;

  private Axis(int size, double zoom, double shift, boolean mirrored) {
    this.size = size;
    this.zoom = zoom;
    this.shift = shift;
    this.mirrored = mirrored;
    this.low = new int[size];
    this.high = new int[size];
    this.weight = new int[size];
    this.nearest = new int[size];
  }

  /** Mirrors first, then zooms about the centre, then shifts by pixels. */
  static Axis across(int size, double zoom, double shift, boolean mirrored) {
    Axis axis = new Axis(size, zoom, shift, mirrored);
    for (int i = 0; i < size; i++) {
      axis.fill(i);
    }
    return axis;
  }

  int size() {
    return size;
  }

  /** A source coordinate in the result. */
  double move(double coordinate) {
    double centre = size / 2.0;
    double turned = mirrored ? size - coordinate : coordinate;
    return zoom * (turned - centre) + centre + shift;
  }

  private void fill(int target) {
    double centre = size / 2.0;
    double turned = (target + 0.5 - centre - shift) / zoom + centre;
    double source = mirrored ? size - turned : turned;
    double corner = source - 0.5;
    int floor = (int) Math.floor(corner);
    low[target] = clamp(floor);
    high[target] = clamp(floor + 1);
    weight[target] = (int) Math.round((corner - floor) * ONE);
    nearest[target] = source >= 0 && source < size ? (int) source : -1;
  }

  private int clamp(int index) {
    return Math.min(Math.max(index, 0), size - 1);
  }
}
