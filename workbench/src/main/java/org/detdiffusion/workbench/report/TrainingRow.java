package org.detdiffusion.workbench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One line of the training table: the same detector trained on one kind of data, once per seed.
 *
 * @param runs one a seed, in the order of the seeds
 * @param difference of AP to the strong baseline, paired by seed
 */
public record TrainingRow(
    String id,
    String label,
    List<Precision> runs,
    Statistics ap,
    Statistics ap50,
    Statistics ap75,
    Statistics difference,
    Statistics difference75) {

  /** Id of the row that all others are compared with: real images, strong augmentation. */
  public static final String BASELINE = "real-strong";

  public static TrainingRow of(
      String id, String label, List<Precision> runs, List<Precision> baseline) {
    return new TrainingRow(
        id,
        label,
        List.copyOf(runs),
        statistics(runs, Precision::ap),
        statistics(runs, Precision::ap50),
        statistics(runs, Precision::ap75),
        paired(runs, baseline, Precision::ap),
        paired(runs, baseline, Precision::ap75));
  }

  /** Difference of AP to another row, paired by seed. */
  Statistics against(TrainingRow other) {
    return paired(runs, other.runs, Precision::ap);
  }

  private static Statistics statistics(List<Precision> runs, ToDoubleFunction<Precision> metric) {
    return Statistics.of(runs.stream().map(metric::applyAsDouble).toList());
  }

  private static Statistics paired(
      List<Precision> runs, List<Precision> baseline, ToDoubleFunction<Precision> metric) {
    if (runs.size() != baseline.size()) {
      throw new IllegalArgumentException(
          "%d runs can't be paired by seed with %d".formatted(runs.size(), baseline.size()));
    }
    List<Double> differences = new ArrayList<>();
    for (int seed = 0; seed < runs.size(); seed++) {
      differences.add(
          metric.applyAsDouble(runs.get(seed)) - metric.applyAsDouble(baseline.get(seed)));
    }
    return Statistics.of(differences);
  }
}
