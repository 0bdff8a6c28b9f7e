package org.detdiffusion.networks.detection.boxes;

/**
 * Along one axis, the pixels that the bins of a region look at: {@code taps} of them a bin.
 *
 * @param pixels index of each
 * @param weights of each; those of a bin sum up to 1 unless it lies outside
 */
record Axis(int taps, int[] pixels, double[] weights) {

  /**
   * @param start of the first bin
   * @param bin its width in pixels
   * @param points sampled in each bin, evenly
   * @param size of the map along the axis
   */
  static Axis of(double start, double bin, int bins, int points, int size) {
    Axis axis = new Axis(2 * points, new int[2 * points * bins], new double[2 * points * bins]);
    for (int i = 0; i < bins * points; i++) {
      int whole = i / points;
      double place = start + whole * bin + (i % points + 0.5) * bin / points;
      if (place >= -1 && place <= size) {
        axis.put(2 * i, Math.min(Math.max(place, 0), size - 1), points, size);
      }
    }
    return axis;
  }

  private void put(int at, double place, int points, int size) {
    int low = (int) place;
    pixels[at] = low;
    pixels[at + 1] = Math.min(low + 1, size - 1);
    weights[at] = (1 - (place - low)) / points;
    weights[at + 1] = (place - low) / points;
  }
}
