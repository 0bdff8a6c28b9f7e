package org.detdiffusion.networks.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HalfMadeTest {

  private final List<String> closed = new ArrayList<>();

  @Test
  void whatIsLeftHalfMadeIsClosedTheLastFirst() {
    try (HalfMade made = new HalfMade()) {
      assertThat(made.with("script", closed::add)).isEqualTo("script");
      made.with("weights", closed::add);
    }
    assertThat(closed).containsExactly("weights", "script");
  }

  @Test
  void whatIsWholeStaysOpen() {
    try (HalfMade made = new HalfMade()) {
      made.with("script", closed::add);
      made.whole();
    }
    assertThat(closed).isEmpty();
  }
}
