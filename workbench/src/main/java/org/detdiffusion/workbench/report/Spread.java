package org.detdiffusion.workbench.report;

/** How a mean and its spread are written: "31.9 ± 0.7", with the interval from three seeds on. */
final class Spread {
  private Spread() {}

  static String text(Statistics statistics) {
    String mean = Html.number(statistics.mean());
    return statistics.count() < 2 ? mean : mean + " ± " + Html.number(statistics.deviation());
  }

  /** A paired difference, with its 95 % interval where there are at least three seeds. */
  static String difference(Statistics statistics) {
    String mean = Html.signed(statistics.mean());
    if (statistics.count() < 2) {
      return mean;
    }
    String spread = mean + " ± " + Html.number(statistics.deviation());
    return statistics.count() < 3 ? spread : spread + " " + interval(statistics);
  }

  private static String interval(Statistics statistics) {
    return "["
        + Html.signed(statistics.mean() - statistics.halfWidth())
        + ", "
        + Html.signed(statistics.mean() + statistics.halfWidth())
        + "]";
  }
}
