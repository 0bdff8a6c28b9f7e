package org.detdiffusion.workbench.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> said = new ArrayList<>();

  @Test
  void tellsRateAndTimeLeft() {
    Pace pace = new Pace("labelling", (doing, done, all) -> said.add(doing), nanos::get);
    nanos.set(4_000_000_000L);
    pace.at(10, 260);

    assertThat(said).containsExactly("labelling image 10 of 260, 2.5 images/s, 0:01:40 left");
    assertThat(pace.seconds()).isEqualTo(4);
  }

  @Test
  void tellsNothingBeforeTheFirstImage() {
    Pace pace = new Pace("reading", (doing, done, all) -> said.add(doing), nanos::get);
    nanos.set(4_000_000_000L);
    pace.at(0, 260);

    assertThat(said).isEmpty();
  }
}
