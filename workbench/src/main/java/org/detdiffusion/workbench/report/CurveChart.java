package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Locale;

/** Curves as an inline SVG: no script, no file beside it; colours from the page's style. */
final class CurveChart {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 240;
  private static final int LEFT = 48;
  private static final int BOTTOM = 28;

  private final String unit;
  private final List<Curve> curves;
  private final double lastStep;
  private final double highest;

  private CurveChart(String unit, List<Curve> curves) {
    this.unit = unit;
    this.curves = curves;
    this.lastStep = Math.max(1, largest(curves, false));
    this.highest = Math.max(1e-9, largest(curves, true));
  }

  /**
   * Curves of one value, drawn over each other.
   *
   * @param unit what is counted along the chart, such as steps
   */
  static String svg(String unit, List<Curve> curves) {
    return new CurveChart(unit, curves).draw();
  }

  private String draw() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\">",
            WIDTH,
            HEIGHT));
    svg.append(label(4, 14, String.format(Locale.ROOT, "%.3g", highest)));
    svg.append(label(4, HEIGHT - BOTTOM, "0"));
    svg.append(label(WIDTH - 90, HEIGHT - 8, unit + " " + (long) lastStep));
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"axis\" d=\"M%d 4V%d H%d\"/>",
            LEFT,
            HEIGHT - BOTTOM,
            WIDTH - 4));
    for (int index = 0; index < curves.size(); index++) {
      svg.append(line(curves.get(index), index));
    }
    return svg.append("</svg>\n").toString();
  }

  private String line(Curve curve, int index) {
    StringBuilder points = new StringBuilder();
    for (Curve.Point point : curve.points()) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.step()), y(point.value())));
    }
    String text = label(LEFT + 16 + 200 * (index % 3), 14 + 14 * (index / 3), curve.run());
    String style = " class=\"line" + index % 6 + "\"";
    return "<g"
        + style
        + "><polyline points=\""
        + points.toString().trim()
        + "\"/>"
        + text
        + "</g>";
  }

  private static String label(int x, int y, String text) {
    return "<text x=\"" + x + "\" y=\"" + y + "\">" + Html.escape(text) + "</text>";
  }

  private double x(double step) {
    return LEFT + (WIDTH - LEFT - 8) * step / lastStep;
  }

  private double y(double value) {
    double share = Math.min(1, Math.max(0, value / highest));
    return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - 8) * share;
  }

  private static double largest(List<Curve> curves, boolean value) {
    return curves.stream()
        .flatMap(curve -> curve.points().stream())
        .mapToDouble(point -> value ? point.value() : point.step())
        .filter(Double::isFinite)
        .max()
        .orElse(1);
  }
}
