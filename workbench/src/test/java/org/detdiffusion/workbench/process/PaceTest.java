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
  void tellsTheRate() {
    Pace pace = new Pace("labelling", (doing, done, all) -> said.add(doing), nanos::get);
    nanos.set(4_000_000_000L);
    pace.at(10, 260);

    assertThat(said).containsExactly("labelling image 10 of 260, 2.5 images/s");
    assertThat(pace.seconds()).isEqualTo(4);
  }

  @Test
  void slowWorkIsToldInSecondsEachAndCountsFromWhereItWentOn() {
    Pace pace =
        new Pace("training", "step", 100, (doing, done, all) -> said.add(doing), nanos::get);
    nanos.set(30_000_000_000L);
    pace.at(110, 260, "loss 0.25");

    assertThat(said).containsExactly("training step 110 of 260, loss 0.25, 3.0 s/step");
  }

  @Test
  void tellsNothingBeforeTheFirstImage() {
    Pace pace = new Pace("reading", (doing, done, all) -> said.add(doing), nanos::get);
    nanos.set(4_000_000_000L);
    pace.at(0, 260);

    assertThat(said).isEmpty();
  }
}
