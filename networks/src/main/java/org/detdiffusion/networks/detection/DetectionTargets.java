package org.detdiffusion.networks.detection;

import java.util.Comparator;
import java.util.List;
import org.detdiffusion.perception.annotation.AnnotatedObject;
import org.detdiffusion.perception.geometry.Box;

/**
 * What a detector shall say at each point of its grid, for one image. A point belongs to a box that
 * it lies in when it is within a stride of the box's centre, to the smallest where there are
 * several; a box without such a point gets the nearest.
 */
final class DetectionTargets {

  private static final int STRIDE = DetectorConfig.STRIDE;

  /** Distances are exponentials: they can't be 0 or less. */
  private static final double SMALLEST_DISTANCE = 0.5;

  private final int grid;
  private final int points;

  /** {@code [classes, grid, grid]}: 1 at the points of an object of the class. */
  final float[] classes;

  /** {@code [4, grid, grid]}: pixels to left, top, right and bottom; 1 where there is nothing. */
  final float[] distances;

  /** {@code [grid, grid]}: 1 at the points that belong to a box. */
  final float[] positive;

  /** {@code [grid, grid]}: 0 inside a crowd, where any answer is right. */
  final float[] counted;

  DetectionTargets(DetectorConfig config, List<AnnotatedObject> objects) {
    grid = config.gridSize();
    points = grid * grid;
    classes = new float[config.classes().size() * points];
    distances = new float[4 * points];
    positive = new float[points];
    counted = new float[points];
    java.util.Arrays.fill(distances, 1);
    java.util.Arrays.fill(counted, 1);
    objects.stream().filter(AnnotatedObject::crowd).forEach(this::ignore);
    objects.stream()
        .filter(object -> !object.crowd())
        .sorted(Comparator.comparingDouble((AnnotatedObject o) -> o.box().area()).reversed())
        .forEach(object -> assign(object, config.classes().indexOf(object.className())));
  }

  private void ignore(AnnotatedObject crowd) {
    for (int point = 0; point < points; point++) {
      if (smallestDistance(point, crowd.box()) > 0) {
        counted[point] = 0;
      }
    }
  }

  /** Later boxes are smaller and take points from earlier ones. */
  private void assign(AnnotatedObject object, int classIndex) {
    if (classIndex < 0) {
      throw new IllegalArgumentException(
          "the detector does not know the class '" + object.className() + "'");
    }
    Box box = object.box();
    boolean found = false;
    for (int point = 0; point < points; point++) {
      if (isNearCentre(point, box) && smallestDistance(point, box) > 0) {
        set(point, box, classIndex);
        found = true;
      }
    }
    if (!found) {
      set(nearest(box), box, classIndex);
    }
  }

  private void set(int point, Box box, int classIndex) {
    for (int c = 0; c * points < classes.length; c++) {
      classes[c * points + point] = c == classIndex ? 1 : 0;
    }
    positive[point] = 1;
    counted[point] = 1;
    double[] sides = sides(point, box);
    for (int side = 0; side < 4; side++) {
      distances[side * points + point] = (float) Math.max(sides[side], SMALLEST_DISTANCE);
    }
  }

  private boolean isNearCentre(int point, Box box) {
    double dx = x(point) - (box.x() + box.right()) / 2;
    double dy = y(point) - (box.y() + box.bottom()) / 2;
    return Math.max(Math.abs(dx), Math.abs(dy)) <= STRIDE;
  }

  private int nearest(Box box) {
    int column = (int) ((box.x() + box.right()) / 2 / STRIDE);
    int row = (int) ((box.y() + box.bottom()) / 2 / STRIDE);
    int last = grid - 1;
    return Math.min(Math.max(row, 0), last) * grid + Math.min(Math.max(column, 0), last);
  }

  private double smallestDistance(int point, Box box) {
    return java.util.Arrays.stream(sides(point, box)).min().orElseThrow();
  }

  private double[] sides(int point, Box box) {
    double x = x(point);
    double y = y(point);
    return new double[] {x - box.x(), y - box.y(), box.right() - x, box.bottom() - y};
  }

  private double x(int point) {
    return (point % grid + 0.5) * STRIDE;
  }

  private double y(int point) {
    return (point / grid + 0.5) * STRIDE;
  }
}
