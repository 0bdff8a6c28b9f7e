package org.detdiffusion.workbench.scaling;

import java.util.List;

/**
 * All workloads by one rule.
 *
 * @param rule as a person reads it
 * @param outcomes in the order of the workloads
 */
record ScalingRow(String rule, List<Outcome> outcomes) {

  ScalingRow {
    outcomes = List.copyOf(outcomes);
  }

  double wasted() {
    return outcomes.stream().mapToDouble(Outcome::wasted).sum();
  }

  int killed() {
    return outcomes.stream().mapToInt(Outcome::killed).sum();
  }

  /** How many times as long as the other the workload takes that suffers most. */
  double timesAsLongAs(ScalingRow other) {
    double most = 0;
    for (int i = 0; i < outcomes.size(); i++) {
      double seconds = outcomes.get(i).slowest();
      most = Math.max(most, seconds / other.outcomes().get(i).slowest());
    }
    return most;
  }
}
