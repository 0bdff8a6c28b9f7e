package org.detdiffusion.trainer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The gate's verdicts on all synthetic images of a run, in the order of their ids. */
record GateReport(List<GateVerdict> verdicts) {

  GateReport {
    verdicts = List.copyOf(verdicts);
  }

  /** Those of the images that the gate lets through; one without a verdict it doesn't. */
  RunImages kept(RunImages images) {
    Set<String> ids =
        verdicts.stream()
            .filter(verdict -> verdict.outcome() == GateOutcome.KEPT)
            .map(GateVerdict::image)
            .collect(Collectors.toSet());
    return images.only(ids);
  }

  long count(GateOutcome outcome) {
    return verdicts.stream().filter(verdict -> verdict.outcome() == outcome).count();
  }

  /** For progress and model: images kept, dropped, dropped by reason, and the mean agreement. */
  Map<String, Double> measures() {
    Map<String, Double> measures = new HashMap<>();
    double kept = count(GateOutcome.KEPT);
    measures.put("synthetic_kept", kept);
    measures.put("synthetic_dropped", verdicts.size() - kept);
    measures.put("synthetic_dropped_not_found", (double) count(GateOutcome.NOT_FOUND));
    measures.put("synthetic_dropped_unasked", (double) count(GateOutcome.UNASKED));
    verdicts.stream()
        .mapToDouble(GateVerdict::agreement)
        .average()
        .ifPresent(mean -> measures.put("layout_agreement", mean));
    return measures;
  }
}
