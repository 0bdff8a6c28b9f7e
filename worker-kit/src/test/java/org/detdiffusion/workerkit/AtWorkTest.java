package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AtWorkTest {

  @Test
  void aFewAreNamedAndTheOthersCounted() {
    assertThat(AtWork.names(List.of("a"))).isEqualTo("a");
    assertThat(AtWork.names(List.of("a", "b", "c"))).isEqualTo("a, b, c");
    assertThat(AtWork.names(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c and 2 more");
  }
}
