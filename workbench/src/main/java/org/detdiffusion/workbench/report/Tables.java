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
  static final List<String> NOVELTY_HEAD =
      List.of("images", "count", "distance", "nearer than every real test image");

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

  static List<List<String>> novelty(Novelty novelty) {
    List<List<String>> rows = new ArrayList<>(List.of(noveltyRow(novelty.real(), "–")));
    for (Novelty.Row row : novelty.generated()) {
      boolean known = novelty.hasReference() && row.images() > 0;
      rows.add(noveltyRow(row, known ? Integer.toString(row.nearer()) : "–"));
    }
    return rows;
  }

  static String noveltyNote(Novelty novelty) {
    return "Distance to the nearest training image, mirrored or not: median, root mean square of"
        + " blurred pixels, 0 to 255."
        + (novelty.hasReference()
            ? ""
            : " Nothing to compare with (–): no real test image has the layout of a made one.");
  }

  private static List<String> noveltyRow(Novelty.Row row, String nearer) {
    return List.of(
        row.label(), Integer.toString(row.images()), Html.number(row.distance()), nearer);
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
