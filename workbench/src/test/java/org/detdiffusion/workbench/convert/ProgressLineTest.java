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
    assertThat(written.toString().lines()).containsExactly("reading: 25 %", "reading: 50 %");
  }

  @Test
  void aTerminalsLineIsWrittenOverAndClearedAtTheEnd() {
    ProgressLine line = line(true);
    nanos.set(1_000_000_000L);
    line.at("reading", 1, 2);
    line.close();
    assertThat(written.toString()).endsWith("reading: 50 %\r\u001b[K").doesNotContain("\n");
  }
}
