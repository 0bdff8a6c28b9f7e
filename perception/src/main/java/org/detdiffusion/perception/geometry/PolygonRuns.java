package org.detdiffusion.perception.geometry;

import java.util.Arrays;

/**
 * Fills one polygon as COCO's maskApi does: the outline is walked on a grid five times as fine, and
 * each crossing of a pixel column's centre starts or ends a run.
 */
final class PolygonRuns {
  private static final double SCALE = 5;
  private static final double FARTHEST = 1e5;

  private final int width;
  private final int height;
  private final int[] crossings;
  private int found;
  private int lastU;
  private int lastV;
  private boolean started;

  private PolygonRuns(int width, int height, int points) {
    this.width = width;
    this.height = height;
    this.crossings = new int[points + 1];
  }

  static int[] fill(double[] points, int width, int height) {
    check(points);
    int corners = points.length / 2;
    int[] x = new int[corners + 1];
    int[] y = new int[corners + 1];
    for (int i = 0; i <= corners; i++) {
      x[i] = (int) (SCALE * points[i % corners * 2] + .5);
      y[i] = (int) (SCALE * points[i % corners * 2 + 1] + .5);
    }
    int columns = 1;
    for (int i = 0; i < corners; i++) {
      columns += Math.abs(x[i + 1] - x[i]) / (int) SCALE + 2;
    }
    PolygonRuns runs = new PolygonRuns(width, height, columns);
    for (int i = 0; i < corners; i++) {
      runs.walk(x[i], y[i], x[i + 1], y[i + 1]);
    }
    return runs.counts();
  }

  private static void check(double[] points) {
    if (points.length < 6 || points.length % 2 != 0) {
      throw new IllegalArgumentException(
          "a polygon of " + points.length + " numbers has no three points of x and y");
    }
    for (double point : points) {
      if (!(Math.abs(point) <= FARTHEST)) {
        throw new IllegalArgumentException(
            "a polygon's coordinate " + point + " is not within 100000 pixels");
      }
    }
  }

  private void walk(int x0, int y0, int x1, int y1) {
    int dx = Math.abs(x1 - x0);
    int dy = Math.abs(y1 - y0);
    boolean flat = dx >= dy;
    boolean flip = flat ? x0 > x1 : y0 > y1;
    int startX = flip ? x1 : x0;
    int startY = flip ? y1 : y0;
    int length = Math.max(dx, dy);
    double rise = flat ? (flip ? y0 - y1 : y1 - y0) : (flip ? x0 - x1 : x1 - x0);
    double slope = length == 0 ? 0 : rise / length;
    for (int d = 0; d <= length; d++) {
      int t = flip ? length - d : d;
      if (flat) {
        visit(t + startX, (int) (startY + slope * t + .5));
      } else {
        visit((int) (startX + slope * t + .5), t + startY);
      }
    }
  }

  private void visit(int u, int v) {
    if (started && u != lastU) {
      cross(Math.min(u, lastU), Math.min(v, lastV));
    }
    started = true;
    lastU = u;
    lastV = v;
  }

  private void cross(int u, int v) {
    double column = (u + .5) / SCALE - .5;
    if (Math.floor(column) != column || column < 0 || column > width - 1) {
      return;
    }
    double row = Math.ceil(Math.min(Math.max((v + .5) / SCALE - .5, 0), height));
    crossings[found++] = ((int) column) * height + (int) row;
  }

  private int[] counts() {
    crossings[found++] = width * height;
    Arrays.sort(crossings, 0, found);
    int[] differences = new int[found];
    for (int i = 0; i < found; i++) {
      differences[i] = crossings[i] - (i == 0 ? 0 : crossings[i - 1]);
    }
    return withoutEmptyRuns(differences);
  }

  private static int[] withoutEmptyRuns(int[] runs) {
    int[] kept = new int[runs.length];
    int count = 0;
    kept[count++] = runs[0];
    int next = 1;
    while (next < runs.length) {
      if (runs[next] > 0) {
        kept[count++] = runs[next++];
      } else {
        next++;
        if (next < runs.length) {
          kept[count - 1] += runs[next++];
        }
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
