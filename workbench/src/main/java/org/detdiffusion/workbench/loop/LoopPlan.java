package org.detdiffusion.workbench.loop;

import java.util.List;
import java.util.stream.IntStream;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.LayoutSource;
import org.detdiffusion.messages.QualityGate;
import org.detdiffusion.messages.Strategy;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.perception.random.Seeds;
import org.detdiffusion.workbench.experiment.Jobs;
import org.detdiffusion.workbench.experiment.Profile;
import org.detdiffusion.workbench.experiment.Splits;

/**
 * Every job of a loop by round: a pure function of its options, so that a second start asks for the
 * same again. Round 0 is the detector on real images alone.
 */
record LoopPlan(String dataSet, LoopOptions options) {
  static final String GENERATOR = "generator";

  /** More seeds than a profile has. */
  private static final int ROUND_SEEDS = 10;

  private Profile profile() {
    return options.run().profile();
  }

  private Jobs jobs() {
    return new Jobs(dataSet, profile(), options.run().seed());
  }

  TrainingJob generator() {
    int steps = profile().steps().generator();
    return jobs().generator(GENERATOR, steps, profile().perceptionLossWeight()).build();
  }

  /** What a round's images are made for: objects that the detectors of the round before miss. */
  AugmentationJob images(int round) {
    return jobs()
        .images(imagesOf(round), LayoutSource.NEW, Strategy.ORIGIN, options.images())
        .setFocus(options.focus())
        .setSeed(Seeds.mix(options.run().seed(), round))
        .build();
  }

  static String imagesOf(int round) {
    return "round-" + round;
  }

  /** Real images alone, for as many steps as the loop's detectors of the round, paired by seed. */
  List<TrainingJob> baselines(int round) {
    return seeds()
        .mapToObj(seed -> measured(baselineId(round, seed), round, seed).build())
        .toList();
  }

  /** Real images and what the gate lets through of all rounds so far; in round 0 the baselines. */
  List<TrainingJob> detectors(int round, String gate) {
    if (round == 0) {
      return baselines(0);
    }
    return seeds()
        .mapToObj(seed -> measured(detectorId(round, seed), round, seed))
        .map(job -> joined(job, round, gate).build())
        .toList();
  }

  /**
   * The judges of a round, which learn from what its detectors learn from, but for the fold that
   * they judge. They bear the same names in all rounds, so that new ones replace the old at work.
   */
  List<TrainingJob> folds(int round, String gate) {
    return IntStream.range(0, profile().folds())
        .mapToObj(fold -> fold(round, fold))
        .map(job -> round == 0 ? job.build() : joined(job, round, gate).build())
        .toList();
  }

  private TrainingJob.Builder fold(int round, int fold) {
    return jobs().fold("round-%d-fold-%d".formatted(round, fold), fold).setName("fold-" + fold);
  }

  static String baselineId(int round, int seed) {
    return "round-%d-real-%d".formatted(round, seed);
  }

  static String detectorId(int round, int seed) {
    return round == 0 ? baselineId(0, seed) : "round-%d-loop-%d".formatted(round, seed);
  }

  /** The run whose detector is the gate of every round: it has learnt from no made image. */
  static String gateRun() {
    return detectorId(0, 0);
  }

  private TrainingJob.Builder measured(String id, int round, int seed) {
    return jobs()
        .detector(id, profile().steps().detector(), round * ROUND_SEEDS + seed)
        .setTestSplit(Splits.TEST);
  }

  private TrainingJob.Builder joined(TrainingJob.Builder job, int round, String gate) {
    return job.setSyntheticJobs(
            IntStream.rangeClosed(1, round).mapToObj(LoopPlan::imagesOf).toList())
        .setSyntheticImages(round * options.images())
        .setSyntheticShare(profile().syntheticShare())
        .setGate(
            QualityGate.newBuilder()
                .setDetector(gate)
                .setMinAgreement(options.minAgreement())
                .build());
  }

  private IntStream seeds() {
    return IntStream.range(0, profile().seeds());
  }
}
