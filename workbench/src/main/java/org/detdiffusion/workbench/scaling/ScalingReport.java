package org.detdiffusion.workbench.scaling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What the rules come to, for a person or a program.
 *
 * @param most pods that a rule may ask for
 * @param scaled a row a threshold, from the lowest on
 * @param fixed the same number of pods all the time
 */
record ScalingReport(PodTimes times, int most, List<ScalingRow> scaled, ScalingRow fixed) {
  private static final String ROW = "  %-18s %12s %10s %10s %8s %6s %8s%n";

  /** A third longer is worth GPUs that are paid for and idle. */
  private static final double AS_LONG = 4.0 / 3;

  /**
   * The threshold that wastes least of those by which no workload takes a third longer than by the
   * lowest.
   */
  ScalingRow choice() {
    return scaled.stream()
        .filter(row -> row.timesAsLongAs(scaled.get(0)) <= AS_LONG)
        .min(Comparator.comparingDouble(ScalingRow::wasted))
        .orElseThrow();
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "Pods of one slot: %d s to start, %s s an image, batches of %d, %d s of grace; %d at most%n%n"
            .formatted(times.start(), times.image(), times.batch(), times.grace(), most));
    for (int i = 0; i < fixed.outcomes().size(); i++) {
      text.append(fixed.outcomes().get(i).workload()).append("\n");
      text.append(
          ROW.formatted(
              "GPU-seconds a pod", "slowest s", "held s", "wasted s", "wasted", "pods", "killed"));
      for (ScalingRow row : scaled) {
        text.append(line(row.rule(), row.outcomes().get(i)));
      }
      text.append(line(fixed.rule(), fixed.outcomes().get(i))).append("\n");
    }
    text.append("All together, wasted s:");
    scaled.forEach(row -> text.append(" %s: %.0f".formatted(row.rule(), row.wasted())));
    return text.append("\nChosen: ").append(choice().rule()).append("\n").toString();
  }

  private static String line(String rule, Outcome outcome) {
    return ROW.formatted(
        rule,
        outcome.slowest(),
        number(outcome.held()),
        number(outcome.wasted()),
        number(100 * outcome.wasted() / outcome.held()) + " %",
        outcome.pods(),
        outcome.killed());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  String json() {
    ObjectNode root = new JsonMapper().createObjectNode().put("chosen", choice().rule());
    scaled.forEach(row -> describe(root, row));
    describe(root, fixed);
    return root.toPrettyString();
  }

  private static void describe(ObjectNode root, ScalingRow row) {
    ObjectNode node = root.withArray("rules").addObject().put("rule", row.rule());
    for (Outcome outcome : row.outcomes()) {
      ObjectNode each = node.withArray("workloads").addObject();
      each.put("workload", outcome.workload()).put("slowestSeconds", outcome.slowest());
      each.put("heldGpuSeconds", outcome.held()).put("wastedGpuSeconds", outcome.wasted());
      each.put("pods", outcome.pods()).put("killed", outcome.killed());
    }
  }
}
