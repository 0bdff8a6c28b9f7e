package org.detdiffusion.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.geometry.Box;
import org.detdiffusion.perception.image.PixelImage;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final String NASTY = "<script>alert('x')</script>&\"";

  @Test
  void escapesEveryTextThatComesFromOutside() {
    String page = HtmlReport.of(ResultsFixture.withTexts(NASTY), List.of());
    assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(&#39;x&#39;)");
  }

  @Test
  void needsNothingBesideIt() {
    Sheet sheet = sheet();
    var painted = new HtmlReport.PaintedSheet(sheet, new byte[] {1, 2, 3});
    String page = HtmlReport.of(ResultsFixture.withTexts("plain"), List.of(painted));
    assertThat(page)
        .contains("src=\"data:image/png;base64,AQID\"")
        .doesNotContain("http://")
        .doesNotContain("https://")
        .doesNotContain("url(");
  }

  @Test
  void saysPlainlyWhenAClaimDoesNotHold() {
    String page = HtmlReport.of(ResultsFixture.withTexts("plain"), List.of());
    assertThat(page).contains("easy &gt; origin &gt; hard does not hold: 20.0 / 30.0 / 10.0");
  }

  @Test
  void saysThatTheTimesOfAResumedRunAreAddedUp() {
    String page = HtmlReport.of(ResultsFixture.withTexts("plain"), List.of());
    assertThat(page).contains("added up over 2 starts").contains("1.5 s");
  }

  @Test
  void comparesEveryRowWithTheStrongBaseline() {
    String text = TextReport.of(ResultsFixture.withTexts("plain"));
    assertThat(text).contains("+3.0 ± 1.4").contains("50.0 %");
  }

  @Test
  void saysWhenTheJudgeIsNotIndependentAndWhatWasLeftOut() {
    String page = HtmlReport.of(ResultsFixture.withTexts("plain"), List.of());
    assertThat(page)
        .contains("The judge learned from images that the generators learned from too")
        .contains("<td>left out, plain</td><td>2</td>");
  }

  @Test
  void countsNoCopiesWhereThereIsNothingToCompareWith() {
    String page = HtmlReport.of(ResultsFixture.withTexts("plain"), List.of());
    assertThat(page)
        .contains("<td>8</td><td>10.0</td><td>–</td>")
        .contains("Nothing to compare with (–): no real test image has the layout");
  }

  @Test
  void drawsHardObjectsDashed() {
    Palette palette = new Palette(List.of("cell"));
    var easy = new SheetPainter(palette).paint(sheetWith(false));
    var hard = new SheetPainter(palette).paint(sheetWith(true));
    int colour = palette.colour("cell").getRGB();
    assertThat(count(hard, colour)).isBetween(count(easy, colour) / 4, count(easy, colour) * 3 / 4);
  }

  private static long count(BufferedImage image, int colour) {
    int[] pixels = image.getRGB(0, 0, image.getWidth(), 200, null, 0, image.getWidth());
    return Arrays.stream(pixels).filter(pixel -> pixel == colour).count();
  }

  private static Sheet sheet() {
    return sheetWith(true);
  }

  private static Sheet sheetWith(boolean hard) {
    var box = new Box(8, 8, 40, 40);
    Tile tile =
        new Tile(
            new PixelImage(64, 64, new byte[64 * 64 * 3]),
            List.of(new MarkedBox("cell", box, hard)));
    return new Sheet("sheet.png", "A sheet", "", List.of(new Sheet.Row("row", List.of(tile))));
  }

  /** Results with one text in every place a text can be. */
  private static final class ResultsFixture {
    static Results withTexts(String text) {
      List<Precision> baseline = List.of(new Precision(20, 40, 15), new Precision(22, 42, 17));
      List<Precision> better = List.of(new Precision(22, 40, 15), new Precision(26, 42, 17));
      return new Results(
          text,
          text,
          1,
          text,
          List.of(text),
          Map.of(text, 3),
          Map.of(text, 2),
          false,
          Map.of(text, text),
          List.of(
              TrainingRow.of(TrainingRow.BASELINE, text, baseline, baseline),
              TrainingRow.of("new-origin", text, better, baseline)),
          List.of(
              score("real", text, 60),
              score("easy", text, 20),
              score("origin", text, 30),
              score("hard", text, 10)),
          List.of(new HardShare(text, 0.5, 10)),
          new Novelty(
              new Novelty.Row(text, 0, Double.NaN, 0), List.of(new Novelty.Row(text, 8, 10, 0))),
          List.of(new Curve(text, text, List.of(new Curve.Point(0, 1), new Curve.Point(1, 0.5)))),
          new StageSeconds(2, Map.of(text, 1.5)));
    }

    private static ScoreRow score(String id, String label, double ap) {
      return new ScoreRow(id, label, 10, new Precision(ap, ap, ap));
    }
  }
}
