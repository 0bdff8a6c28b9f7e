package org.detdiffusion.workbench.bench.coco;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.detdiffusion.perception.metrics.CocoType;

/**
 * What was measured, for a person or a program.
 *
 * @param python what pycocotools ran on, if there was one
 * @param theirs as many runs as ours, or none without pycocotools
 */
record CocoReport(
    String processor,
    SyntheticCoco data,
    Optional<String> python,
    List<CocoRun> ours,
    List<CocoRun> theirs) {

  /** Numbers that differ by less are the same. */
  static final double TOLERANCE = 1e-9;

  private static final String ROW = "  %-24s %8s %10s %10s%n";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("CPU seconds of the process, best of %d in turn; ".formatted(ours.size()));
    text.append(processor).append("; ");
    text.append(python.orElse("no Python with pycocotools was found")).append("\n");
    text.append(
        "%d images, %d classes, %d detections an image, %s%n"
            .formatted(
                data.images(),
                data.classes(),
                data.detections(),
                data.type() == CocoType.BOX ? "boxes" : "masks"));
    text.append(row("", "read", "evaluate", "together"));
    text.append(row("CocoEvaluation", ours));
    text.append(row("  the first, cold", ours.subList(0, 1)));
    if (!theirs.isEmpty()) {
      text.append(row("pycocotools", theirs));
      text.append(
          row(
              "times as fast",
              number(ratio(CocoRun::readSeconds)),
              number(ratio(CocoRun::evaluateSeconds)),
              number(ratio(CocoRun::seconds))));
      text.append(
          "The twelve numbers %s: they differ by %.1e at most.%n"
              .formatted(agree() ? "agree" : "DO NOT AGREE", difference()));
    }
    return text.toString();
  }

  private static String row(String name, List<CocoRun> runs) {
    return row(
        name,
        number(CocoRun.best(runs, CocoRun::readSeconds)),
        number(CocoRun.best(runs, CocoRun::evaluateSeconds)),
        number(CocoRun.best(runs, CocoRun::seconds)));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** How many times as long pycocotools takes. */
  private double ratio(ToDoubleFunction<CocoRun> seconds) {
    return CocoRun.best(theirs, seconds) / CocoRun.best(ours, seconds);
  }

  /** Whether ours are pycocotools' numbers; without it, they are. */
  boolean agree() {
    return difference() <= TOLERANCE;
  }

  private double difference() {
    return theirs.stream().mapToDouble(run -> run.difference(ours.get(0))).max().orElse(0);
  }

  String json() {
    ObjectNode root = new JsonMapper().createObjectNode().put("processor", processor);
    root.put("type", data.type() == CocoType.BOX ? "bbox" : "segm");
    root.put("images", data.images()).put("classes", data.classes());
    root.put("detectionsAnImage", data.detections()).put("rounds", ours.size());
    describe(root.putObject("ours"), ours);
    describe(root.putObject("oursCold"), ours.subList(0, 1));
    python.ifPresent(
        version -> {
          root.put("python", version);
          describe(root.putObject("pycocotools"), theirs);
          root.put("timesAsFast", ratio(CocoRun::seconds));
          root.put("timesAsFastWithoutReading", ratio(CocoRun::evaluateSeconds));
          root.put("largestDifference", difference());
        });
    return root.toPrettyString();
  }

  private static void describe(ObjectNode node, List<CocoRun> runs) {
    node.put("readSeconds", CocoRun.best(runs, CocoRun::readSeconds));
    node.put("evaluateSeconds", CocoRun.best(runs, CocoRun::evaluateSeconds));
    node.put("seconds", CocoRun.best(runs, CocoRun::seconds));
  }
}
