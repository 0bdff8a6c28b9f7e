package org.detdiffusion.perception.scenes;

import java.util.Random;

/** What stands behind the garments: a level, smooth noise, often stripes; sensor noise at last. */
final class Backdrop {
  private static final int[] GRIDS = {3, 6, 12};

  private final Canvas canvas;
  private final Random random;

  Backdrop(Canvas canvas, Random random) {
    this.canvas = canvas;
    this.random = random;
  }

  void paint() {
    canvas.fill(uniform(0.08, 0.5));
    for (int grid : GRIDS) {
      addSmoothNoise(grid, uniform(0.01, 0.05));
    }
    if (random.nextDouble() < 0.3) {
      addStripes();
    }
  }

  void addSensorNoise() {
    double sigma = uniform(0.005, 0.04);
    forEachPixel((x, y) -> sigma * random.nextGaussian());
  }

  /** Normal noise on a grid of control points, smoothly interpolated. */
  private void addSmoothNoise(int grid, double amplitude) {
    double[][] points = new double[grid + 1][grid + 1];
    for (double[] line : points) {
      for (int i = 0; i < line.length; i++) {
        line[i] = amplitude * random.nextGaussian();
      }
    }
    double step = (double) grid / canvas.size();
    forEachPixel((x, y) -> interpolate(points, (x + 0.5) * step, (y + 0.5) * step));
  }

  private static double interpolate(double[][] points, double x, double y) {
    int column = (int) x;
    int row = (int) y;
    double u = ease(x - column);
    double v = ease(y - row);
    double upper = points[row][column] * (1 - u) + points[row][column + 1] * u;
    double lower = points[row + 1][column] * (1 - u) + points[row + 1][column + 1] * u;
    return upper * (1 - v) + lower * v;
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }

  private void addStripes() {
    double angle = uniform(0, Math.PI);
    double frequency = 2 * Math.PI / uniform(5, 16);
    double phase = uniform(0, 2 * Math.PI);
    double amplitude = uniform(0.02, 0.08);
    double dx = frequency * StrictMath.cos(angle);
    double dy = frequency * StrictMath.sin(angle);
    forEachPixel((x, y) -> amplitude * StrictMath.sin(dx * x + dy * y + phase));
  }

  private interface Light {
    double at(int x, int y);
  }

  private void forEachPixel(Light light) {
    for (int y = 0; y < canvas.size(); y++) {
      for (int x = 0; x < canvas.size(); x++) {
        canvas.add(x, y, light.at(x, y));
      }
    }
  }

  private double uniform(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }
}
