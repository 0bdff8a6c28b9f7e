package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the numbers say in sentences, whichever way they came out. */
final class Findings {
  private final Results results;
  private final List<String> sentences = new ArrayList<>();

  private Findings(Results results) {
    this.results = results;
  }

  static List<String> of(Results results) {
    Findings findings = new Findings(results);
    findings.score();
    findings.perceptionLoss();
    List.of("copied-origin", "new-origin", "new-easy", "new-hard").forEach(findings::training);
    findings.copyPaste();
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
            + ".");
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

  private void copyPaste() {
    Optional<TrainingRow> best =
        results.training().stream()
            .filter(row -> row.id().startsWith("new-"))
            .max((a, b) -> Double.compare(a.ap().mean(), b.ap().mean()));
    if (best.isPresent() && row("copy-paste").isPresent()) {
      double distance = best.get().ap().mean() - row("copy-paste").get().ap().mean();
      sentences.add(
          "Best new layouts against the copy-paste control: " + Html.signed(distance) + " AP.");
    }
  }

  private static String certainty(Statistics difference) {
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
