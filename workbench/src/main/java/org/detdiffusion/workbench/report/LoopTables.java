package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of a loop's reports as rows of text. */
final class LoopTables {
  static final List<String> PRECISION_HEAD =
      List.of("round", "loop AP", "baseline AP", "difference", "AP50", "AP75", "AP75 difference");
  static final List<String> IMAGES_HEAD =
      List.of(
          "round", "asked", "made", "kept", "dropped", "agreement", "hard objects", "hard asked");
  static final List<String> TIME_HEAD = List.of("stage", "time");

  private LoopTables() {}

  static List<List<String>> precisions(List<RoundResults> rounds) {
    return rounds.stream().map(LoopTables::precision).toList();
  }

  private static List<String> precision(RoundResults round) {
    TrainingRow loop = round.loop();
    boolean first = round.round() == 0;
    return List.of(
        Integer.toString(round.round()),
        Spread.text(loop.ap()),
        Spread.text(round.baseline().ap()),
        first ? "–" : Spread.difference(loop.difference()),
        Spread.text(loop.ap50()),
        Spread.text(loop.ap75()),
        first ? "–" : Spread.difference(loop.difference75()));
  }

  static List<List<String>> images(List<RoundResults> rounds) {
    return rounds.stream().map(LoopTables::images).toList();
  }

  private static List<String> images(RoundResults round) {
    RoundImages images = round.images();
    return List.of(
        Integer.toString(round.round()),
        Integer.toString(images.asked()),
        Integer.toString(images.made()),
        Integer.toString(images.kept()),
        Integer.toString(images.dropped()),
        percent(images.agreement()),
        percent(round.judged().total().hardShare()),
        percent(round.planned().total().hardShare()));
  }

  static List<String> difficultyHead(String kind) {
    return List.of(kind, "easy", "hard", "hard share");
  }

  static List<List<String>> difficulties(Map<String, Difficulties.Count> counts) {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach(
        (kind, count) ->
            rows.add(
                List.of(
                    kind,
                    Integer.toString(count.easy()),
                    Integer.toString(count.hard()),
                    percent(count.hardShare()))));
    return rows;
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? Html.percent(share) : "–";
  }
}
