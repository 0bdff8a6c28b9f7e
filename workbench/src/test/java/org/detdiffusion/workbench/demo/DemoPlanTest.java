package org.detdiffusion.workbench.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.Condition;
import org.detdiffusion.workbench.experiment.Profile;
import org.junit.jupiter.api.Test;

class DemoPlanTest {
  private final DemoPlan plan = plan(Profile.standard(), true);

  @Test
  void everyRowOfTheTableTrainsForEquallyManyStepsPerSeed() {
    assertThat(table())
        .extracting(TrainingJob::getSteps)
        .containsOnly(Profile.standard().steps().detector());
    assertThat(table()).hasSize(8 * Profile.standard().seeds());
  }

  @Test
  void rowsArePairedBySeed() {
    Map<Long, Long> bySeed =
        table().stream()
            .collect(Collectors.groupingBy(TrainingJob::getSeed, Collectors.counting()));
    assertThat(bySeed).hasSize(Profile.standard().seeds()).containsValues(8L);
  }

  @Test
  void everyRowIsMeasuredOnTheTestImages() {
    assertThat(table()).extracting(TrainingJob::getTestSplit).containsOnly("test");
    assertThat(table()).allSatisfy(job -> assertThat(job.getSplits()).doesNotContain("test"));
  }

  @Test
  void onlyTheOracleSeesFurtherRealImages() {
    assertThat(table().stream().filter(job -> job.getSplits().contains("extra")))
        .isNotEmpty()
        .allSatisfy(job -> assertThat(job.getId()).startsWith("oracle-"));
  }

  @Test
  void aDetectorNeverJudgesImagesThatItWasTrainedOn() {
    assertThat(plan.folds())
        .allSatisfy(job -> assertThat(job.getHeldOut()).isEqualTo(job.getLabels()))
        .hasSize(2);
    assertThat(plan.judge().getSplits()).doesNotContain("test", "train");
  }

  @Test
  void theTwinWithoutPerceptionLossDiffersInNothingElse() {
    List<TrainingJob> generators = plan.generators();
    assertThat(generators).extracting(TrainingJob::getRole).containsOnly(Role.GENERATOR);
    TrainingJob twin =
        TrainingJob.newBuilder(generators.get(0))
            .setId(DemoPlan.PLAIN_GENERATOR)
            .setName(DemoPlan.PLAIN_GENERATOR)
            .setPerceptionLossWeight(0)
            .setAnnounceAt(List.of())
            .build();
    assertThat(generators.get(1)).isEqualTo(twin);
  }

  @Test
  void scoredImagesShareLayoutsAndNoise() {
    assertThat(plan.scoredImages())
        .extracting(AugmentationJob::getSeed, AugmentationJob::getImages)
        .containsOnly(tuple(3L, 60));
  }

  @Test
  void leavesOutTheOracleWithoutFurtherImages() {
    assertThat(plan(Profile.standard(), false).conditions()).doesNotContain(Condition.ORACLE);
  }

  @Test
  void asksForTheSameAgainWhenStartedAgain() {
    assertThat(plan(Profile.quick(), true)).isEqualTo(plan(Profile.quick(), true));
    assertThat(plan.tableRuns(true)).isEqualTo(plan(Profile.standard(), true).tableRuns(true));
  }

  private List<TrainingJob> table() {
    return Stream.concat(plan.tableRuns(false).stream(), plan.tableRuns(true).stream()).toList();
  }

  private static DemoPlan plan(Profile profile, boolean extra) {
    return new DemoPlan("scenes", profile, 3, List.of("extra", "judge"), extra, 60);
  }
}
