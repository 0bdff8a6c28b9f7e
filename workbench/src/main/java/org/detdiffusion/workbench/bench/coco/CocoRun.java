package org.detdiffusion.workbench.bench.coco;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.detdiffusion.perception.metrics.CocoDetections;
import org.detdiffusion.perception.metrics.CocoEvaluation;
import org.detdiffusion.perception.metrics.CocoGroundTruth;
import org.detdiffusion.perception.metrics.CocoType;
import org.detdiffusion.workbench.bench.ProcessTime;

/**
 * One evaluation, from two files to twelve numbers.
 *
 * @param readSeconds CPU time of the process for reading both files
 * @param evaluateSeconds CPU time of the process from there to the numbers
 */
record CocoRun(double readSeconds, double evaluateSeconds, List<Double> stats) {

  CocoRun {
    stats = List.copyOf(stats);
  }

  /** By our own evaluation. */
  static CocoRun ours(Path groundTruth, Path detections, CocoType type) throws IOException {
    double began = ProcessTime.seconds();
    CocoGroundTruth truth = CocoGroundTruth.read(groundTruth, type);
    CocoDetections found = CocoDetections.read(detections, type);
    double read = ProcessTime.seconds();
    double[] stats = CocoEvaluation.evaluate(truth, found, type).summary().stats();
    double done = ProcessTime.seconds();
    return new CocoRun(read - began, done - read, DoubleStream.of(stats).boxed().toList());
  }

  double seconds() {
    return readSeconds + evaluateSeconds;
  }

  /** The largest difference between two of the numbers. */
  double difference(CocoRun other) {
    double worst = 0;
    for (int i = 0; i < stats.size(); i++) {
      worst = Math.max(worst, Math.abs(stats.get(i) - other.stats().get(i)));
    }
    return worst;
  }

  static double best(List<CocoRun> runs, ToDoubleFunction<CocoRun> seconds) {
    return runs.stream().mapToDouble(seconds).min().orElseThrow();
  }
}
