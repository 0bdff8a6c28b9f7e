package org.detdiffusion.workbench.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.Focus;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workbench.experiment.ExperimentOptions;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.Source;
import org.junit.jupiter.api.Test;

class LoopPlanTest {
  private static final String GATE = "a".repeat(64);

  private final LoopPlan plan = plan();

  @Test
  void aRoundsDetectorsDifferFromTheirBaselinesInTheMadeImagesAlone() {
    List<TrainingJob> loop = plan.detectors(2, GATE);
    List<TrainingJob> baselines = plan.baselines(2);
    assertThat(loop).hasSameSizeAs(baselines).isNotEmpty();
    for (int seed = 0; seed < loop.size(); seed++) {
      TrainingJob stripped =
          TrainingJob.newBuilder(loop.get(seed))
              .setId(baselines.get(seed).getId())
              .setName(baselines.get(seed).getName())
              .setSyntheticJobs(List.of())
              .setSyntheticImages(0)
              .setGate(null)
              .build();
      assertThat(stripped).isEqualTo(baselines.get(seed));
    }
  }

  @Test
  void everyRoundHasSeedsOfItsOwn() {
    List<Long> seeds =
        Stream.of(0, 1, 2)
            .flatMap(round -> plan.baselines(round).stream())
            .map(TrainingJob::getSeed)
            .toList();
    assertThat(seeds).doesNotHaveDuplicates();
  }

  @Test
  void aRoundLearnsFromTheImagesOfAllRoundsBeforeToo() {
    TrainingJob job = plan.detectors(2, GATE).get(0);
    assertThat(job.getSyntheticJobs()).containsExactly("round-1", "round-2");
    assertThat(job.getSyntheticImages()).isEqualTo(24);
  }

  @Test
  void theGateIsTheDetectorThatHasSeenNoMadeImage() {
    assertThat(plan.detectors(2, GATE).get(0).getGate().getDetector()).isEqualTo(GATE);
    assertThat(plan.detectors(0, "")).extracting(TrainingJob::getId).contains(LoopPlan.gateRun());
    assertThat(plan.detectors(0, "")).isEqualTo(plan.baselines(0));
  }

  @Test
  void noDetectorJudgesImagesThatItHasLearntFromInAnyRound() {
    for (int round = 0; round < 3; round++) {
      assertThat(plan.folds(round, GATE))
          .hasSize(2)
          .allSatisfy(job -> assertThat(job.getHeldOut()).isEqualTo(job.getLabels()));
    }
  }

  @Test
  void judgesOfLaterRoundsReplaceThoseBeforeAndStartAlike() {
    assertThat(plan.folds(1, GATE))
        .extracting(TrainingJob::getName)
        .containsExactly("fold-0", "fold-1");
    assertThat(plan.folds(1, GATE))
        .extracting(TrainingJob::getSeed)
        .isEqualTo(plan.folds(0, "").stream().map(TrainingJob::getSeed).toList());
    assertThat(plan.folds(1, GATE))
        .extracting(TrainingJob::getId)
        .doesNotContainAnyElementsOf(plan.folds(0, "").stream().map(TrainingJob::getId).toList());
  }

  @Test
  void imagesAreSpentOnWhatIsHardWithOtherNoiseInEachRound() {
    AugmentationJob first = plan.images(1);
    AugmentationJob second = plan.images(2);
    assertThat(first.getFocus()).isEqualTo(Focus.HARD_OBJECTS);
    assertThat(first.getImages()).isEqualTo(12);
    assertThat(first.getSeed()).isNotEqualTo(second.getSeed());
  }

  @Test
  void onlyTestImagesAreMeasuredOnAndNothingLearnsFromThem() {
    assertThat(plan.detectors(1, GATE)).extracting(TrainingJob::getTestSplit).containsOnly("test");
    Stream.of(plan.detectors(1, GATE), plan.folds(1, GATE), List.of(plan.generator()))
        .flatMap(List::stream)
        .forEach(job -> assertThat(job.getSplits()).containsExactly("train"));
  }

  private static LoopPlan plan() {
    ExperimentOptions run =
        new ExperimentOptions(
            new Source.Scenes(), Profile.standard(), 3, Path.of("unused"), 0, "loop");
    return new LoopPlan("scenes", new LoopOptions(run, 2, 12, Focus.HARD_OBJECTS, 0.5));
  }
}
