package org.detdiffusion.perception.metrics;

import java.util.Comparator;
import java.util.List;

/** The true and the detected objects of one class in one image, and how much each two overlap. */
final class CocoPair {
  static final int MOST_DETECTIONS = 100;

  final double[] scores;
  final double[] areas;
  final double[] trueAreas;
  final boolean[] crowds;

  /** By detection, best score first, then by true object. */
  final double[][] overlaps;

  CocoPair(List<TrueObject> truth, List<ScoredObject> detected, CocoType type) {
    List<ScoredObject> best =
        detected.stream()
            .sorted(Comparator.comparingDouble(object -> -object.score()))
            .limit(MOST_DETECTIONS)
            .toList();
    this.scores = best.stream().mapToDouble(ScoredObject::score).toArray();
    this.areas = best.stream().mapToDouble(object -> object.area()).toArray();
    this.trueAreas = truth.stream().mapToDouble(TrueObject::area).toArray();
    this.crowds = new boolean[truth.size()];
    this.overlaps = new double[best.size()][truth.size()];
    for (int t = 0; t < truth.size(); t++) {
      crowds[t] = truth.get(t).crowd();
      for (int d = 0; d < best.size(); d++) {
        overlaps[d][t] = best.get(d).overlap(truth.get(t), type);
      }
    }
  }

  int detections() {
    return scores.length;
  }
}
