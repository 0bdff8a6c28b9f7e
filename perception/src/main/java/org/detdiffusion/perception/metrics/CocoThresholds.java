package org.detdiffusion.perception.metrics;

/** COCO's grids, as numpy's linspace computes them. */
final class CocoThresholds {
  /** IoU 0.50 to 0.95 in steps of 0.05. */
  static final double[] IOU = spaced(0.5, 0.95, 10);

  static final int IOU_50 = 0;
  static final int IOU_75 = 5;

  /** Recall 0 to 1 in steps of 0.01. */
  static final double[] RECALL = spaced(0, 1, 101);

  /** Detections an image and class that count. */
  static final int[] DETECTIONS = {1, 10, CocoPair.MOST_DETECTIONS};

  private CocoThresholds() {}

  private static double[] spaced(double first, double last, int count) {
    double step = (last - first) / (count - 1);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i * step + first;
    }
    values[count - 1] = last;
    return values;
  }
}
