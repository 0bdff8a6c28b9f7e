package org.detdiffusion.workbench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulationTest {
  private static final PodTimes TIMES = new PodTimes(60, 1, 16, 25);
  private static final Workload ONE = new Workload("one", List.of(new Burst(0, 100)));

  @ParameterizedTest
  @ValueSource(doubles = {10, 30, 60, 120, 300, 600, 1200})
  void noJobIsKilledWhateverTheThreshold(double threshold) {
    for (Workload workload : Workload.usual()) {
      for (ScalingRule rule : List.of(ScalingRule.of(threshold, 8), atOnce(threshold))) {
        Outcome outcome = simulated(workload, TIMES).scaledBy(rule);

        assertThat(outcome.killed()).as("%s by %s", workload.name(), rule).isZero();
        assertThat(outcome.pods()).as("%s by %s", workload.name(), rule).isBetween(1, 16);
        assertThat(outcome.wasted()).as("%s by %s", workload.name(), rule).isPositive();
      }
    }
  }

  @Test
  void aGraceShorterThanABatchKillsJobsWhichAreDoneAgain() {
    PodTimes hasty = new PodTimes(60, 5, 16, 10);
    Workload workload = new Workload("waves", List.of(new Burst(0, 700), new Burst(2400, 300)));

    Outcome outcome = simulated(workload, hasty).scaledBy(atOnce(300));

    assertThat(outcome.killed()).isPositive();
    assertThat(outcome.worked()).isEqualTo(5000);
  }

  @Test
  void onePodStartsWorksAndWaitsForTheCooldown() {
    Outcome outcome = simulated(ONE, TIMES).scaledBy(ScalingRule.of(1000, 8));

    assertThat(outcome.slowest()).isEqualTo(160);
    assertThat(outcome.pods()).isEqualTo(1);
    assertThat(outcome.held()).isBetween(160.0 + 270, 160.0 + 330);
  }

  @Test
  void aFixedPoolHoldsAllItsPodsToTheEnd() {
    Outcome outcome = simulated(ONE, TIMES).withPods(4);

    assertThat(outcome.slowest()).isEqualTo(92);
    assertThat(outcome.held()).isBetween(4.0 * 92, 4.0 * 94);
  }

  @Test
  void podsThatStartSlowlyDrainLate() {
    PodTimes slow = new PodTimes(300, 1, 16, 25);

    assertThat(simulated(ONE, slow).scaledBy(ScalingRule.of(60, 8)).slowest())
        .isGreaterThan(simulated(ONE, TIMES).scaledBy(ScalingRule.of(60, 8)).slowest() + 200);
  }

  @Test
  void theMeasuredSecondsCountOnceImagesWereMade() {
    PodTimes slow = new PodTimes(0, 10, 1, 25);

    Outcome outcome = simulated(ONE, slow).scaledBy(ScalingRule.of(100, 8));

    assertThat(outcome.pods()).isEqualTo(8); // 100 assumed seconds alone ask for one pod
  }

  @Test
  void whatIsNeverDoneEndsInOneSentence() {
    PodTimes killing = new PodTimes(0, 100_000, 16, 0);

    assertThatThrownBy(() -> simulated(ONE, killing).withPods(1))
        .hasMessage("one is not made in a week; ask for more pods or faster images");
  }

  /** Pods go while others still work, since nothing is waited for. */
  private static ScalingRule atOnce(double threshold) {
    return new ScalingRule(threshold, 8, 30, 0, 0);
  }

  private static Simulation simulated(Workload workload, PodTimes times) {
    return new Simulation(workload, times, 1);
  }
}
