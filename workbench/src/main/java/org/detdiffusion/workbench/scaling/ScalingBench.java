package org.detdiffusion.workbench.scaling;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;
import org.detdiffusion.workbench.process.Task;

/**
 * Plays the usual workloads against the rule with several thresholds.
 *
 * @param thresholds GPU-seconds of backlog for each pod
 * @param most pods
 */
public record ScalingBench(List<Double> thresholds, int most, PodTimes times, boolean json)
    implements Task {

  /** As {@code detdiffusion.backlog.assumed-seconds-per-image} is unless set. */
  private static final double ASSUMED_SECONDS = 1;

  public ScalingBench {
    if (thresholds.isEmpty()) {
      throw new IllegalArgumentException("no threshold is tried; name one or more");
    }
    thresholds = thresholds.stream().sorted().toList();
    thresholds.forEach(threshold -> ScalingRule.of(threshold, most));
  }

  @Override
  public void run(PrintWriter out, PrintWriter err) {
    ScalingReport report = report();
    out.println(json ? report.json() : report.text());
  }

  ScalingReport report() {
    List<ScalingRow> rows = thresholds.stream().map(this::row).toList();
    var fixed = simulations().map(simulation -> simulation.withPods(most)).toList();
    return new ScalingReport(times, most, rows, new ScalingRow("always " + most, fixed));
  }

  private ScalingRow row(double threshold) {
    ScalingRule rule = ScalingRule.of(threshold, most);
    var outcomes = simulations().map(simulation -> simulation.scaledBy(rule)).toList();
    return new ScalingRow("%.0f".formatted(threshold), outcomes);
  }

  private Stream<Simulation> simulations() {
    return Workload.usual().stream()
        .map(workload -> new Simulation(workload, times, ASSUMED_SECONDS));
  }
}
