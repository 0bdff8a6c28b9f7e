package org.detdiffusion.workbench.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageSecondsTest {
  private final ImageSeconds seconds = new ImageSeconds();

  @Test
  void isAssumedWhereNoImageWasMade() {
    assertThat(seconds.of(7, 3)).isEqualTo(new Backlog(7, 3, 0));
    assertThat(seconds.of(7, 3).gpuSeconds()).isEqualTo(21);
  }

  @Test
  void isTheMeanOfTheNewestImages() {
    for (int i = 0; i < 500; i++) {
      seconds.add(i < 300 ? 9000 : i % 2 == 0 ? 1000 : 2000);
    }
    assertThat(seconds.of(10, 3)).isEqualTo(new Backlog(10, 1.5, 200));
  }

  @Test
  void timesThatAreNoneDoNotCount() {
    seconds.add(Double.NaN);
    seconds.add(-1);
    assertThat(seconds.of(1, 3).measuredImages()).isZero();
  }
}
