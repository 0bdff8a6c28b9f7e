package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tables of a report as rows of text, shared by the terminal and the page. */
final class Tables {
  static final List<String> TRAINING_HEAD =
      List.of("trained on", "seeds", "AP", "AP50", "AP75", "AP against strong", "AP75 against");
  static final List<String> SCORE_HEAD =
      List.of("images", "count", "AP", "AP50", "AP75", "of the ceiling");
  static final List<String> SHARE_HEAD = List.of("judged by", "hard", "objects");

  private Tables() {}

  static List<List<String>> training(Results results) {
    return results.training().stream().map(Tables::trainingRow).toList();
  }

  static List<List<String>> scores(Results results) {
    Optional<ScoreRow> ceiling =
        results.scores().stream().filter(row -> row.id().equals("real")).findFirst();
    List<List<String>> rows = new ArrayList<>();
    for (ScoreRow row : results.scores()) {
      double top = ceiling.map(real -> real.precision().ap()).orElse(Double.NaN);
      rows.add(scoreRow(row, row.precision().ap() / top));
    }
    return rows;
  }

  static List<List<String>> hardShares(Results results) {
    return results.hardShares().stream()
        .map(
            row -> List.of(row.label(), Html.percent(row.share()), Integer.toString(row.objects())))
        .toList();
  }

  static String novelty(Novelty novelty) {
    return "Distance to the nearest training image (median of "
        + novelty.images()
        + ", root mean square of blurred pixels, 0 to 255): generated "
        + Html.number(novelty.generatedToTraining())
        + ", real test images "
        + Html.number(novelty.testToTraining())
        + ". Generated images nearer to a training image than every real test image: "
        + novelty.copies()
        + ".";
  }

  private static List<String> trainingRow(TrainingRow row) {
    return List.of(
        row.label(),
        Integer.toString(row.runs().size()),
        Spread.text(row.ap()),
        Spread.text(row.ap50()),
        Spread.text(row.ap75()),
        row.id().equals(TrainingRow.BASELINE) ? "–" : Spread.difference(row.difference()),
        row.id().equals(TrainingRow.BASELINE) ? "–" : Spread.difference(row.difference75()));
  }

  private static List<String> scoreRow(ScoreRow row, double ofCeiling) {
    return List.of(
        row.label(),
        Integer.toString(row.images()),
        Html.number(row.precision().ap()),
        Html.number(row.precision().ap50()),
        Html.number(row.precision().ap75()),
        Double.isFinite(ofCeiling) ? Html.percent(ofCeiling) : "–");
  }
}
