package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the numbers say in sentences, whichever way they came out. */
final class Findings {
  private static final String FIXED_ROW = "new-origin";
  private static final double TARGET = 2;

  private final Results results;
  private final List<String> sentences = new ArrayList<>();

  private Findings(Results results) {
    this.results = results;
  }

  static List<String> of(Results results) {
    Findings findings = new Findings(results);
    findings.score();
    findings.judge();
    findings.perceptionLoss();
    List.of("copied-origin", "new-origin", "new-easy", "new-hard").forEach(findings::training);
    findings.copyPaste();
    findings.target();
    return List.copyOf(findings.sentences);
  }

  private void score() {
    Optional<Double> easy = scored("easy");
    Optional<Double> origin = scored("origin");
    Optional<Double> hard = scored("hard");
    if (easy.isEmpty() || origin.isEmpty() || hard.isEmpty()) {
      return;
    }
    boolean ordered = easy.get() > origin.get() && origin.get() > hard.get();
    sentences.add(
        "YOLO score easy > origin > hard "
            + (ordered ? "holds: " : "does not hold: ")
            + Html.number(easy.get())
            + " / "
            + Html.number(origin.get())
            + " / "
            + Html.number(hard.get())
            + " (one generator, one noise: no interval).");
  }

  private void judge() {
    if (!results.judgeApart()) {
      sentences.add(
          "The judge learned from images that the generators learned from too, since there were too"
              + " few others: it may find more in made images than another detector would.");
    }
  }

  private void perceptionLoss() {
    scored("origin")
        .flatMap(with -> scored("origin-plain").map(without -> with - without))
        .ifPresent(
            gain ->
                sentences.add(
                    "The P.A. loss changes the YOLO score by "
                        + Html.signed(gain)
                        + " AP (one training seed each)."));
  }

  private void training(String id) {
    row(id)
        .ifPresent(
            row ->
                sentences.add(
                    row.label()
                        + ": "
                        + Spread.difference(row.difference())
                        + " AP against the strong baseline"
                        + certainty(row.difference())
                        + "."));
  }

  /** For the row that was fixed before anything was measured, never for the best one. */
  private void copyPaste() {
    Optional<TrainingRow> control = row("copy-paste");
    if (row(FIXED_ROW).isPresent() && control.isPresent()) {
      Statistics distance = row(FIXED_ROW).get().against(control.get());
      sentences.add(
          row(FIXED_ROW).get().label()
              + " (fixed in advance) against the copy-paste control: "
              + Spread.difference(distance)
              + " AP, paired by seed"
              + certainty(distance)
              + ".");
    }
  }

  private void target() {
    row(FIXED_ROW)
        .map(TrainingRow::difference)
        .ifPresent(
            difference ->
                sentences.add(
                    "The target of +2 AP over the strong baseline, for new layouts as judged, is "
                        + (difference.mean() >= TARGET ? "reached" : "not reached")
                        + " in the mean: "
                        + Spread.difference(difference)
                        + " AP, paired by seed"
                        + certainty(difference)
                        + "."));
  }

  static String certainty(Statistics difference) {
    if (difference.count() < 3) {
      return difference.count() < 2 ? " (one seed: may be chance)" : " (two seeds: no interval)";
    }
    return difference.differsFromZero()
        ? ", its 95 % interval leaves out zero"
        : ", its 95 % interval holds zero";
  }

  private Optional<TrainingRow> row(String id) {
    return results.training().stream().filter(row -> row.id().equals(id)).findFirst();
  }

  private Optional<Double> scored(String id) {
    return results.scores().stream()
        .filter(row -> row.id().equals(id))
        .map(row -> row.precision().ap())
        .findFirst();
  }
}
