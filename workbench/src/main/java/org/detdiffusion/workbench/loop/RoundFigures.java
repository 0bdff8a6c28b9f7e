package org.detdiffusion.workbench.loop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;
import org.detdiffusion.workbench.experiment.RealImages;
import org.detdiffusion.workbench.experiment.Splits;
import org.detdiffusion.workbench.experiment.StreamTables;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workbench.report.Difficulties;
import org.detdiffusion.workbench.report.Precision;
import org.detdiffusion.workbench.report.RoundImages;
import org.detdiffusion.workbench.report.RoundResults;
import org.detdiffusion.workbench.report.StageSeconds;
import org.detdiffusion.workbench.report.TrainingRow;

/** Gathers what the topics tell of a round, while its verdicts are the newest. */
record RoundFigures(RealImages data, LoopOptions options, StreamTables tables) {
  private static final String KEPT = "synthetic_kept";
  private static final String DROPPED = "synthetic_dropped";
  private static final String AGREEMENT = "layout_agreement";

  RoundResults of(int round, StageSeconds times) throws WorkbenchException {
    List<Precision> baseline = runs(seed -> LoopPlan.baselineId(round, seed));
    List<Precision> loop = runs(seed -> LoopPlan.detectorId(round, seed));
    return new RoundResults(
        round,
        TrainingRow.of("loop", "the loop", loop, baseline),
        TrainingRow.of("real", "real images alone", baseline, baseline),
        judged(),
        planned(round),
        images(round),
        times(round, times));
  }

  private List<Precision> runs(IntFunction<String> id) throws WorkbenchException {
    List<Precision> runs = new ArrayList<>();
    for (int seed = 0; seed < options.run().profile().seeds(); seed++) {
      runs.add(Precision.of(tables.model(id.apply(seed)).getMetrics()));
    }
    return runs;
  }

  private Difficulties judged() {
    Difficulties counts = Difficulties.NONE;
    for (var record : tables.attributes(data.name(), Splits.TRAIN).values()) {
      counts = add(counts, record.getObjects(), record.getWidth(), record.getHeight());
    }
    return counts;
  }

  private Difficulties planned(int round) {
    Difficulties counts = Difficulties.NONE;
    for (var image : tables.synthetic(LoopPlan.imagesOf(round)).values()) {
      var layout = image.getLayout();
      counts = add(counts, layout.getObjects(), layout.getWidth(), layout.getHeight());
    }
    return counts;
  }

  private static Difficulties add(
      Difficulties counts, List<ObjectAnnotation> objects, int width, int height) {
    Difficulties more = counts;
    for (ObjectAnnotation object : objects) {
      if (object.getDifficulty() != null && !object.getCrowd()) {
        double area = object.getWidth() * object.getHeight() / width / height;
        boolean hard = object.getDifficulty() == Difficulty.HARD;
        more = more.plus(object.getClassName(), area, hard);
      }
    }
    return more;
  }

  /**
   * The gate looks at the images of all rounds, each time alike: the difference is this round's.
   */
  private RoundImages images(int round) throws WorkbenchException {
    if (round == 0) {
      return RoundImages.NONE;
    }
    Map<String, Double> now = gate(round);
    Map<String, Double> before = round == 1 ? Map.of() : gate(round - 1);
    return new RoundImages(
        options.images(),
        tables.made(LoopPlan.imagesOf(round)),
        difference(KEPT, now, before),
        difference(DROPPED, now, before),
        now.getOrDefault(AGREEMENT, Double.NaN));
  }

  private Map<String, Double> gate(int round) throws WorkbenchException {
    return tables.model(LoopPlan.detectorId(round, 0)).getMetrics();
  }

  private static int difference(String name, Map<String, Double> now, Map<String, Double> before) {
    return (int) Math.round(now.getOrDefault(name, 0.0) - before.getOrDefault(name, 0.0));
  }

  private static StageSeconds times(int round, StageSeconds all) {
    Map<String, Double> own = new LinkedHashMap<>(all.seconds());
    own.keySet().removeIf(title -> !LoopStages.belongs(title, round));
    return new StageSeconds(all.starts(), own);
  }
}
