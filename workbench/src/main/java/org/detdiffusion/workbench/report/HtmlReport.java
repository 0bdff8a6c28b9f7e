package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A demo's report as one HTML file. */
public final class HtmlReport {
  private final Results results;
  private final List<PaintedSheet> sheets;

  /** A sheet with its PNG bytes. */
  @SuppressWarnings("ArrayRecordComponent") // written once, never compared
  public record PaintedSheet(Sheet sheet, byte[] png) {}

  private HtmlReport(Results results, List<PaintedSheet> sheets) {
    this.results = results;
    this.sheets = sheets;
  }

  public static String of(Results results, List<PaintedSheet> sheets) {
    return new HtmlReport(results, sheets).page();
  }

  private String page() {
    StringBuilder body =
        new StringBuilder(
            ReportPage.head(
                "Harder pictures, better detector",
                results.data() + ", profile " + results.profile(),
                Findings.of(results)));
    sheets.forEach(sheet -> body.append(ReportPage.picture(sheet)));
    body.append(Html.section("What a detector learns from the images", training()));
    body.append(Html.section("Do the images show what was asked for?", scores()));
    body.append(Html.section("Which objects are hard?", hardShares()));
    body.append(Html.section("Memory or invention?", novelty()));
    body.append(Html.section("Loss curves", curves()));
    body.append(Html.section("How it was run", SettingsTable.html(results)));
    return ReportPage.of(body);
  }

  private String training() {
    return Html.table(Tables.TRAINING_HEAD, Tables.training(results))
        + Html.paragraph(
            "Test AP in percent, mean and standard deviation over the seeds; equal iterations for"
                + " every row; differences are paired by seed and carry the 95 % t-interval from"
                + " three seeds on.")
        + Html.paragraph(Caveats.TEXT);
  }

  private String scores() {
    return Html.table(Tables.SCORE_HEAD, Tables.scores(results))
        + Html.paragraph(
            "YOLO score: the judge, a detector trained on real images, looks at images made from"
                + " test layouts; its detections are scored against those layouts. The ceiling"
                + " is the same measure on the real images of the same layouts.");
  }

  private String hardShares() {
    return Html.table(Tables.SHARE_HEAD, Tables.hardShares(results))
        + Html.paragraph(
            "An object is hard when the detector does not find it. Of the objects it was trained on,"
                + " a detector calls "
                + hardShare(HardShare.OWN_IMAGES)
                + " hard; cross-fitting, where every image is judged by a detector that has not"
                + " seen it, calls "
                + hardShare(HardShare.CROSS_FITTED)
                + " hard.");
  }

  private String hardShare(String label) {
    return results.hardShares().stream()
        .filter(row -> row.label().equals(label))
        .map(row -> Html.percent(row.share()))
        .findFirst()
        .orElse("–");
  }

  private String novelty() {
    return Html.table(Tables.NOVELTY_HEAD, Tables.novelty(results.novelty()))
        + Html.paragraph(Tables.noveltyNote(results.novelty()));
  }

  private String curves() {
    Map<String, List<Curve>> byValue = new LinkedHashMap<>();
    results
        .curves()
        .forEach(c -> byValue.computeIfAbsent(c.value(), v -> new ArrayList<>()).add(c));
    StringBuilder charts = new StringBuilder();
    byValue.forEach(
        (value, curves) ->
            charts.append(Html.paragraph(value)).append(CurveChart.svg("step", curves)));
    return charts.toString();
  }
}
