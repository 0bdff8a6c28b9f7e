package org.detdiffusion.workbench.page.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.detdiffusion.messages.ModelUpdate;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;

/** A run by what its topics say of it; a curve is thinned where it grows long. */
final class TrackedRun {
  private static final int MOST_POINTS = 400;

  private final String id;
  private final NavigableMap<Integer, Map<String, Double>> points = new TreeMap<>();
  private final Map<String, Double> metrics = new HashMap<>();
  private Optional<TrainingJob> job = Optional.empty();
  private String name = "";
  private int step;
  private int steps;
  private double secondsPerStep;

  TrackedRun(String id) {
    this.id = id;
  }

  void add(TrainingJob asked) {
    job = Optional.of(asked);
    name = asked.getName();
    steps = asked.getSteps();
  }

  void add(TrainingProgress progress) {
    name = progress.getName();
    step = progress.getStep();
    steps = progress.getSteps();
    secondsPerStep = progress.getSecondsPerStep();
    merge(step, progress.getValues());
    if (points.size() > MOST_POINTS) {
      thin();
    }
  }

  void add(ModelUpdate update) {
    metrics.clear();
    metrics.putAll(finite(update.getMetrics()));
    Map<String, Double> ap = new HashMap<>(metrics);
    ap.keySet().removeIf(key -> !key.startsWith("ap"));
    if (!ap.isEmpty()) {
      merge(update.getStep(), ap);
    }
  }

  private void merge(int at, Map<String, Double> values) {
    points.computeIfAbsent(at, unused -> new HashMap<>()).putAll(finite(values));
  }

  /** Every second point goes, but for those with a measure. */
  private void thin() {
    List<Integer> kept = new ArrayList<>(points.keySet());
    for (int index = 1; index < kept.size() - 1; index += 2) {
      if (!points.get(kept.get(index)).containsKey("ap")) {
        points.remove(kept.get(index));
      }
    }
  }

  /** JSON has no NaN. */
  private static Map<String, Double> finite(Map<String, Double> values) {
    Map<String, Double> finite = new HashMap<>(values);
    finite.values().removeIf(value -> !Double.isFinite(value));
    return finite;
  }

  boolean isRunning() {
    return step < steps;
  }

  double secondsLeft() {
    return (steps - step) * secondsPerStep;
  }

  RunState state() {
    return new RunState(
        id,
        name,
        job.map(asked -> asked.getRole().name()),
        job.map(TrainingJob::getDataSet).orElse(""),
        job.map(asked -> asked.getSyntheticJobs().isEmpty()).orElse(false),
        step,
        steps,
        secondsPerStep,
        points.entrySet().stream()
            .map(point -> new RunState.Point(point.getKey(), Map.copyOf(point.getValue())))
            .toList(),
        Map.copyOf(metrics));
  }
}
