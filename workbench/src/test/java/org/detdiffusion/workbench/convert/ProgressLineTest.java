package org.detdiffusion.workbench.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final StringWriter written = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();

  private ProgressLine line(boolean terminal) {
    return new ProgressLine(new PrintWriter(written, true), terminal, nanos::get);
  }

  @Test
  void quickWorkIsNotTalkedAbout() {
    ProgressLine line = line(false);
    line.at("reading", 1, 2);
    line.close();
    assertThat(written.toString()).isEmpty();
  }

  @Test
  void longWorkGetsALineEveryFiveSeconds() {
    ProgressLine line = line(false);
    for (int second = 1; second <= 11; second++) {
      nanos.set(second * 1_000_000_000L);
      line.at("reading", second, 20);
    }
    assertThat(written.toString().lines())
        .containsExactly("reading: 25 %, 0:00:15 left", "reading: 50 %, 0:00:10 left");
  }

  @Test
  void aTerminalsBarIsDrawnOverAndClearedAtTheEnd() {
    ProgressLine line = line(true);
    nanos.set(1_000_000_000L);
    line.at("reading", 1, 4);
    nanos.set(2_000_000_000L);
    line.at("reading", 2, 4);
    line.close();
    assertThat(written.toString())
        .isEqualTo(
            "\r\u001b[K[#####---------------]  25 %  reading"
                + "\r\u001b[K[##########----------]  50 %  reading, 0:00:02 left\r\u001b[K");
  }

  @Test
  void aBarIsNoLongerThanATerminalsLine() {
    ProgressLine line = line(true);
    nanos.set(1_000_000_000L);
    line.at("reading " + "x".repeat(200), 1, 4);
    assertThat(written.toString().replace("\r\u001b[K", "")).hasSize(79);
  }

  @Test
  void workThatCountsAnewHasAPaceOfItsOwn() {
    ProgressLine line = line(false);
    line.at("reading", 1, 20);
    nanos.set(100_000_000_000L);
    line.at("reading", 20, 20);
    nanos.set(110_000_000_000L);
    line.at("labelling", 2, 10);
    nanos.set(120_000_000_000L);
    line.at("labelling", 4, 10);
    assertThat(written.toString().lines())
        .containsExactly(
            "reading: 100 %, 0:00:00 left", "labelling: 20 %", "labelling: 40 %, 0:00:30 left");
  }
}
