package org.detdiffusion.workbench.page.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training run.
 *
 * @param role empty where its job is not on the topic any more
 * @param realOnly whether it learns from no synthetic image
 * @param metrics of the newest model it announced, such as {@code ap}
 */
public record RunState(
    String id,
    String name,
    Optional<String> role,
    String dataSet,
    boolean realOnly,
    int step,
    int steps,
    double secondsPerStep,
    List<Point> points,
    Map<String, Double> metrics) {

  /** Losses and measures by name, after so many steps. */
  public record Point(int step, Map<String, Double> values) {}
}
