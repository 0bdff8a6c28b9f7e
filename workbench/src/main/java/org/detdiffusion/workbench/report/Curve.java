package org.detdiffusion.workbench.report;

import java.util.List;

/** A loss over the steps of one training run. */
public record Curve(String run, String value, List<Point> points) {

  public record Point(double step, double value) {}
}
