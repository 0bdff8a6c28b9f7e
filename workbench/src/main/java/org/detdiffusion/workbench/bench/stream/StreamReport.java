package org.detdiffusion.workbench.bench.stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, for a person or a program.
 *
 * @param processors that broker and workers shared
 */
record StreamReport(
    String processor, int processors, int rounds, List<Promise> promises, List<Figure> figures) {
  private static final String PROMISE = "  %-56s %-30s %10s %s%n";
  private static final String FIGURE = "  %-44s %12s   %s%n";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Medians of ").append(rounds).append(" rounds, everything in turn; ");
    text.append(processors).append(" processors, ").append(processor);
    text.append("; the broker runs in the same process\n\n");
    promises.forEach(promise -> text.append(line(promise)));
    String subject = "";
    for (Figure figure : figures) {
      if (!figure.subject().equals(subject)) {
        subject = figure.subject();
        text.append("\n").append(subject).append(", ").append(figure.unit()).append("\n");
      }
      text.append(line(figure));
    }
    return text.toString();
  }

  private static String line(Promise promise) {
    return PROMISE.formatted(
        promise.what(),
        promise.target(),
        number(promise.measured()),
        promise.isKept() ? "reached" : "MISSED");
  }

  private static String line(Figure figure) {
    List<String> rounds = figure.rounds().stream().map(StreamReport::number).toList();
    return FIGURE.formatted(figure.name(), number(figure.median()), String.join(" ", rounds));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 1000 ? "%.1f" : "%.0f", value);
  }

  String json() {
    ObjectNode root = new JsonMapper().createObjectNode().put("processor", processor);
    root.put("processors", processors).put("rounds", rounds);
    for (Promise promise : promises) {
      ObjectNode node = root.withArray("promises").addObject().put("what", promise.what());
      node.put("measured", promise.measured()).put("wanted", promise.wanted());
      node.put("unit", promise.unit()).put("atMost", promise.atMost());
      node.put("kept", promise.isKept());
    }
    for (Figure figure : figures) {
      ObjectNode node = root.withArray("figures").addObject().put("subject", figure.subject());
      node.put("name", figure.name()).put("unit", figure.unit()).put("median", figure.median());
      figure.rounds().forEach(node.putArray("rounds")::add);
    }
    return root.toPrettyString();
  }
}
