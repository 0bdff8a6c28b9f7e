package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A loss over the steps of one training run, or a measure over the rounds of a loop.
 *
 * @param value what is drawn, the same for all curves of one chart
 */
public record Curve(String run, String value, List<Point> points) {
  private static final int MOST_POINTS = 80;

  public record Point(double step, double value) {}

  /** At most 80 points, each the mean of its neighbours: the trend of noisy batches. */
  public Curve thinned() {
    int width = Math.max(1, (points.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Point> means = new ArrayList<>();
    for (int from = 0; from < points.size(); from += width) {
      means.add(mean(points.subList(from, Math.min(points.size(), from + width))));
    }
    return new Curve(run, value, means);
  }

  private static Point mean(List<Point> neighbours) {
    return new Point(
        neighbours.stream().mapToDouble(Point::step).average().orElseThrow(),
        neighbours.stream().mapToDouble(Point::value).average().orElseThrow());
  }
}
