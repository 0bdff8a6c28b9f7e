package org.detdiffusion.workbench.convert;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.detdiffusion.perception.data.formats.ConversionReport;
import org.detdiffusion.perception.data.formats.ConversionRequest;

/** A conversion's report, as a person or a program reads it. */
public record ConversionText(ConversionRequest request, ConversionReport report) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Counts, one a line, then a sentence on the first of each thing that was left out or changed.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s %s: %,d images (%,d without objects), %,d objects of %,d classes.%n",
            request.dryRun() ? "Would write" : "Wrote",
            request.target(),
            report.images(),
            report.imagesWithoutObjects(),
            report.objects(),
            report.objectsByClass().size()));
    report.objectsByClass().forEach((name, count) -> line(text, name, count));
    section(text, "Left out", report.dropped());
    section(text, "Changed", report.changed());
    report
        .examples()
        .forEach(example -> text.append("For example, ").append(example).append(".\n"));
    return text.toString().stripTrailing();
  }

  private static void section(StringBuilder text, String title, Map<String, Integer> counts) {
    if (!counts.isEmpty()) {
      text.append(title).append(":\n");
      counts.forEach((reason, count) -> line(text, reason, count));
    }
  }

  private static void line(StringBuilder text, String name, int count) {
    text.append(String.format(Locale.ROOT, "  %,9d  %s%n", count, name));
  }

  /** One object; {@code dropped} and {@code changed} count by reason. */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("from", request.from().name().toLowerCase(Locale.ROOT));
    root.put("to", request.to().name().toLowerCase(Locale.ROOT));
    root.put("source", request.source().toString());
    root.put("target", request.target().toString());
    root.put("dryRun", request.dryRun());
    root.put("images", report.images());
    root.put("imagesWithoutObjects", report.imagesWithoutObjects());
    root.put("imageFiles", report.imagesPlaced());
    root.put("objectsRead", report.objectsRead());
    root.put("objects", report.objects());
    root.set("classes", JSON.valueToTree(report.objectsByClass()));
    root.set("dropped", JSON.valueToTree(report.dropped()));
    root.set("changed", JSON.valueToTree(report.changed()));
    root.set("examples", JSON.valueToTree(report.examples()));
    return root.toPrettyString();
  }
}
