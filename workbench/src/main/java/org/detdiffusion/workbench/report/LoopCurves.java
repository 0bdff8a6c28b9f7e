package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Measures of a loop over its rounds. */
final class LoopCurves {
  private LoopCurves() {}

  static List<Curve> precisions(LoopResults results) {
    return List.of(
        curve(results, "loop", "AP", round -> round.loop().ap().mean()),
        curve(results, "real images alone", "AP", round -> round.baseline().ap().mean()));
  }

  static List<Curve> byClass(LoopResults results) {
    return shares(results, Difficulties::byClass);
  }

  static List<Curve> bySize(LoopResults results) {
    return shares(results, Difficulties::bySize);
  }

  private static List<Curve> shares(
      LoopResults results, Function<Difficulties, Map<String, Difficulties.Count>> kinds) {
    TreeSet<String> names = new TreeSet<>();
    results.rounds().forEach(round -> names.addAll(kinds.apply(round.judged()).keySet()));
    return names.stream()
        .map(
            name -> curve(results, name, "hard", round -> share(kinds.apply(round.judged()), name)))
        .toList();
  }

  /** In percent. */
  private static double share(Map<String, Difficulties.Count> counts, String name) {
    Difficulties.Count count = counts.get(name);
    return count == null ? Double.NaN : 100 * count.hardShare();
  }

  private static Curve curve(
      LoopResults results, String name, String value, ToDoubleFunction<RoundResults> measure) {
    List<Curve.Point> points =
        results.rounds().stream()
            .map(round -> new Curve.Point(round.round(), measure.applyAsDouble(round)))
            .filter(point -> Double.isFinite(point.value()))
            .toList();
    return new Curve(name, value, points);
  }
}
