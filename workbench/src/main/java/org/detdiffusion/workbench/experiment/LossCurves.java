package org.detdiffusion.workbench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.detdiffusion.messages.Role;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.messages.TrainingProgress;
import org.detdiffusion.workbench.report.Curve;

/** The loss of training runs over their steps: the total first, then each of its parts. */
public final class LossCurves {
  /** What a chart is called, by the name under which the training tells its value. */
  private static final Map<Role, Map<String, String>> CHARTS =
      Map.of(
          Role.GENERATOR,
          ordered(
              "loss", "generators: total loss",
              "loss_denoise", "generators: its part of denoising",
              "loss_perception_mask", "generators: its part of the perception head, masks",
              "loss_perception_dice", "generators: its part of the perception head, overlap"),
          Role.DETECTOR,
          ordered(
              "total", "detectors: total loss",
              "class", "detectors: its part of the classes",
              "box", "detectors: its part of the boxes"));

  private LossCurves() {}

  /** Of the runs in their order; a loss that is zero throughout, since it is off, has no curve. */
  public static List<Curve> of(List<TrainingJob> runs, StreamTables tables) {
    List<Curve> curves = new ArrayList<>();
    for (TrainingJob run : runs) {
      List<TrainingProgress> progress = tables.progress(run.getId());
      CHARTS
          .get(run.getRole())
          .forEach(
              (name, chart) -> {
                List<Curve.Point> points = points(progress, name);
                if (points.stream().anyMatch(point -> point.value() != 0)) {
                  curves.add(new Curve(run.getId(), chart, points).thinned());
                }
              });
    }
    return curves;
  }

  /** One a step: a run that goes on from a checkpoint tells of some steps again. */
  private static List<Curve.Point> points(List<TrainingProgress> progress, String name) {
    Map<Integer, Double> byStep = new TreeMap<>();
    for (TrainingProgress told : progress) {
      if (told.getValues().containsKey(name)) {
        byStep.put(told.getStep(), told.getValues().get(name));
      }
    }
    List<Curve.Point> points = new ArrayList<>();
    byStep.forEach((step, value) -> points.add(new Curve.Point(step, value)));
    return points;
  }

  private static Map<String, String> ordered(String... namesAndCharts) {
    Map<String, String> charts = new LinkedHashMap<>();
    for (int index = 0; index < namesAndCharts.length; index += 2) {
      charts.put(namesAndCharts[index], namesAndCharts[index + 1]);
    }
    return charts;
  }
}
