package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;

/** How a run came about, as a table of its report. */
final class SettingsTable {
  private static final List<String> HEAD = List.of("setting", "value");

  private SettingsTable() {}

  static String html(RunResults run) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("command", run.command()));
    rows.add(List.of("seed", Long.toString(run.seed())));
    rows.add(List.of("classes", String.join(", ", run.classes())));
    run.images().forEach((split, n) -> rows.add(List.of("real images, " + split, "" + n)));
    run.leftOut().forEach((what, n) -> rows.add(List.of("left out, " + what, "" + n)));
    run.settings().forEach((name, value) -> rows.add(List.of(name, String.valueOf(value))));
    rows.add(List.of("times of the stages", run.times().meaning()));
    rows.addAll(times(run.times()));
    return Html.table(HEAD, rows);
  }

  static List<List<String>> times(StageSeconds times) {
    List<List<String>> rows = new ArrayList<>();
    times.seconds().forEach((stage, s) -> rows.add(List.of(stage, Html.number(s) + " s")));
    return rows;
  }
}
