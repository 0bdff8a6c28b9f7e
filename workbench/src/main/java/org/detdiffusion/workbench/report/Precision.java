package org.detdiffusion.workbench.report;

import java.util.Map;

/** Average precision in percent: over IoU .50:.95, at .50 and at .75 (COCO). */
public record Precision(double ap, double ap50, double ap75) {

  /** Of the measures that a trained detector was announced with; NaN for one that is missing. */
  public static Precision of(Map<String, Double> metrics) {
    return new Precision(
        100 * metrics.getOrDefault("ap", Double.NaN),
        100 * metrics.getOrDefault("ap50", Double.NaN),
        100 * metrics.getOrDefault("ap75", Double.NaN));
  }
}
