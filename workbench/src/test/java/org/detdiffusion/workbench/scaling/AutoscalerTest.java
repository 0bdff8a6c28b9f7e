package org.detdiffusion.workbench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.detdiffusion.workbench.backlog.Backlog;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
  private final Autoscaler autoscaler = new Autoscaler(ScalingRule.of(100, 20));

  @Test
  void beginsWithOnePodAtKedasNextLookAndGrowsAtTheNextLookForMore() {
    autoscaler.pods(0, jobs(0));

    assertThat(autoscaler.pods(29, jobs(450))).isZero();
    assertThat(autoscaler.pods(30, jobs(450))).isEqualTo(5);
  }

  @Test
  void growsByNoMoreThanTheDoubleAtOneLook() {
    autoscaler.pods(0, jobs(2000));

    assertThat(autoscaler.pods(15, jobs(2000))).isEqualTo(10);
    assertThat(autoscaler.pods(30, jobs(2000))).isEqualTo(20);
  }

  @Test
  void keepsThePodsThatWereWantedInTheWindow() {
    autoscaler.pods(0, jobs(400));

    assertThat(autoscaler.pods(300, jobs(50))).isEqualTo(4);
    assertThat(autoscaler.pods(315, jobs(50))).isEqualTo(1);
  }

  @Test
  void theLastPodGoesWhenTheCooldownIsOver() {
    autoscaler.pods(0, jobs(50));

    assertThat(autoscaler.pods(270, jobs(0))).isEqualTo(1);
    assertThat(autoscaler.pods(300, jobs(0))).isZero();
  }

  @Test
  void aBacklogThatIsNotToldChangesNothing() {
    autoscaler.pods(0, jobs(400));

    assertThat(autoscaler.pods(900, Optional.empty())).isEqualTo(4);
  }

  private static Optional<Backlog> jobs(long count) {
    return Optional.of(new Backlog(count, 1, 0));
  }
}
