package org.detdiffusion.workbench.report;

import java.util.List;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;

/** What a closed loop has measured, as pages and as text. */
public final class LoopReport {
  private LoopReport() {}

  /** One line when a round is over. */
  public static String line(RoundResults round) {
    return round.round() == 0
        ? "Round 0: %s AP on real images alone, %s of the objects hard"
            .formatted(Html.number(round.loop().ap().mean()), hard(round))
        : "Round %d: %s AP, baseline %s AP, %s of the objects hard, %d of %d images kept"
            .formatted(
                round.round(),
                Html.number(round.loop().ap().mean()),
                Html.number(round.baseline().ap().mean()),
                hard(round),
                round.images().kept(),
                round.images().made());
  }

  private static String hard(RoundResults round) {
    return Html.percent(round.judged().total().hardShare());
  }

  /** All rounds as a terminal shows them. */
  public static String text(LoopResults results) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, profile %s, seed %d%n".formatted(results.data(), results.profile(), results.seed()));
    text.append("\nTest AP in percent, by round; equal steps in a row\n");
    text.append(
        TextReport.table(LoopTables.PRECISION_HEAD, LoopTables.precisions(results.rounds())));
    text.append("\nImages, and hard objects among the real ones\n");
    text.append(TextReport.table(LoopTables.IMAGES_HEAD, LoopTables.images(results.rounds())));
    text.append("\n");
    LoopFindings.of(results).forEach(finding -> text.append("* ").append(finding).append("\n"));
    return text.toString();
  }

  /** All rounds as one HTML file. */
  public static String page(LoopResults results) {
    StringBuilder body =
        new StringBuilder(
            ReportPage.head(
                "The closed loop, round by round",
                results.data() + ", profile " + results.profile(),
                LoopFindings.of(results)));
    body.append(Html.section("Does the loop help?", precisions(results)));
    body.append(
        Html.section("What is hard, by class", shares("class", LoopCurves.byClass(results))));
    body.append(Html.section("What is hard, by size", shares("size", LoopCurves.bySize(results))));
    body.append(Html.section("Images", images(results)));
    body.append(Html.section("How it was run", SettingsTable.html(results)));
    return ReportPage.of(body);
  }

  /** One round as one HTML file. */
  public static String page(String data, RoundResults round, PaintedSheet sheet) {
    StringBuilder body =
        new StringBuilder(ReportPage.head("Round " + round.round(), data, List.of(line(round))));
    body.append(ReportPage.picture(sheet));
    List<RoundResults> one = List.of(round);
    body.append(
        Html.section(
            "Loop and baseline",
            Html.table(LoopTables.PRECISION_HEAD, LoopTables.precisions(one))
                + Html.table(LoopTables.IMAGES_HEAD, LoopTables.images(one))
                + Html.paragraph(LoopFindings.MEASURE)));
    body.append(Html.section("Easy and hard, judged after it", difficulties(round.judged())));
    if (round.round() > 0) {
      body.append(
          Html.section("What its images were asked to show", difficulties(round.planned())));
    }
    body.append(
        Html.section("Time", Html.table(LoopTables.TIME_HEAD, SettingsTable.times(round.times()))));
    return ReportPage.of(body);
  }

  private static String precisions(LoopResults results) {
    return CurveChart.svg("round", LoopCurves.precisions(results))
        + Html.table(LoopTables.PRECISION_HEAD, LoopTables.precisions(results.rounds()))
        + Html.paragraph(LoopFindings.MEASURE);
  }

  private static String shares(String kind, List<Curve> curves) {
    return CurveChart.svg("round", curves)
        + Html.paragraph(
            "Hard objects in percent of the objects of a "
                + kind
                + ", among the real training images.");
  }

  private static String images(LoopResults results) {
    return Html.table(LoopTables.IMAGES_HEAD, LoopTables.images(results.rounds()))
        + Html.paragraph(
            "Agreement: share of the asked objects that the gate finds, over the images of all rounds"
                + " so far. The gate is the detector of round 0, which has learnt from no made"
                + " image; it says the same of an image in every round.");
  }

  private static String difficulties(Difficulties counts) {
    return Html.table(LoopTables.difficultyHead("class"), LoopTables.difficulties(counts.byClass()))
        + Html.table(LoopTables.difficultyHead("size"), LoopTables.difficulties(counts.bySize()));
  }
}
