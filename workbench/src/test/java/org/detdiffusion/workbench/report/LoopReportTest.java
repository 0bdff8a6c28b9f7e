package org.detdiffusion.workbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workbench.report.HtmlReport.PaintedSheet;
import org.junit.jupiter.api.Test;

class LoopReportTest {
  @Test
  void tellsTheDifferenceOfEachRoundAndThatOneSeedMayBeChance() {
    String page = LoopReport.page(results(round(0, 30, 30), round(1, 33, 31), round(2, 29, 31)));
    assertThat(page)
        .contains("Round 1: +2.0 AP against real images alone (one seed: may be chance)")
        .contains("Round 2: -2.0 AP")
        .contains("All 2 rounds together: +0.0 AP in the mean, from -2.0 to +2.0");
  }

  @Test
  void drawsPrecisionAndHardSharesOverTheRounds() {
    String page = LoopReport.page(results(round(0, 30, 30), round(1, 33, 31)));
    assertThat(page)
        .contains("real images alone</text>", "cat</text>", "under 4 %", "round 1</text>")
        .contains("50.0 % before the first made image, 50.0 % after round 1");
  }

  @Test
  void aLoopWithoutAFirstRoundYetIsReportedToo() {
    assertThat(LoopReport.page(results(round(0, 30, 30)))).contains("<td>30.0</td>");
    assertThat(LoopReport.text(results(round(0, 30, 30)))).contains("loop AP", "30.0");
  }

  @Test
  void classNamesAreEscaped() {
    Difficulties judged = Difficulties.NONE.plus("<b>&", 0.5, true);
    RoundResults round =
        new RoundResults(
            1, row(1, 2), row(2, 2), judged, judged, RoundImages.NONE, StageSeconds.NONE);
    Sheet sheet = new Sheet("sheet.png", "Pictures", "caption", List.of());
    assertThat(LoopReport.page("pets", round, new PaintedSheet(sheet, new byte[] {1})))
        .contains("&lt;b&gt;&amp;", "data:image/png;base64,AQ==")
        .doesNotContain("<b>");
  }

  @Test
  void aRoundIsReadBackAsItWasWritten() throws Exception {
    ObjectMapper json = new ObjectMapper();
    RoundResults round = round(1, 33, 31);
    assertThat(json.readValue(json.writeValueAsBytes(round), RoundResults.class)).isEqualTo(round);
  }

  @Test
  void objectsAreCountedByClassAndSize() {
    Difficulties counts =
        Difficulties.NONE.plus("cat", 0.03, true).plus("cat", 0.04, false).plus("dog", 0.12, true);
    assertThat(counts.byClass())
        .containsEntry("cat", new Difficulties.Count(1, 1))
        .containsEntry("dog", new Difficulties.Count(0, 1));
    assertThat(counts.bySize().values())
        .containsExactlyInAnyOrder(
            new Difficulties.Count(0, 1),
            new Difficulties.Count(1, 0),
            new Difficulties.Count(0, 1));
    assertThat(counts.total()).isEqualTo(new Difficulties.Count(1, 2));
    assertThat(Difficulties.NONE.total().hardShare()).isNaN();
  }

  private static LoopResults results(RoundResults... rounds) {
    return new LoopResults(
        "pets",
        "quick",
        0,
        "detdiffusion loop",
        List.of("cat"),
        Map.of("train", 4),
        Map.of(),
        Map.of("folds", 2),
        List.of(rounds),
        new StageSeconds(1, Map.of("round 0: judging", 2.0)));
  }

  private static RoundResults round(int round, double loop, double baseline) {
    return new RoundResults(
        round,
        row(loop, baseline),
        row(baseline, baseline),
        Difficulties.NONE.plus("cat", 0.01, true).plus("cat", 0.2, false),
        Difficulties.NONE,
        new RoundImages(8, 8, 6, 2, 0.75),
        new StageSeconds(1, Map.of("round %d: report".formatted(round), 1.0)));
  }

  private static TrainingRow row(double ap, double baseline) {
    List<Precision> runs = List.of(new Precision(ap, ap, ap));
    return TrainingRow.of("loop", "the loop", runs, List.of(new Precision(baseline, 0, 0)));
  }
}
