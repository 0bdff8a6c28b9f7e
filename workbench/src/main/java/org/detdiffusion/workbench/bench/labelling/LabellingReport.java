package org.detdiffusion.workbench.bench.labelling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, for a person or a program.
 *
 * @param bytes of an annotated image's message
 */
record LabellingReport(String processor, double bytes, List<LabellingRow> rows) {
  private static final String ROW = "  %-24s %14s %16s %14s%n";

  String text() {
    StringBuilder text = new StringBuilder();
    text.append("Attribute records a second, exactly once, the best of ");
    text.append(rows.get(0).rounds().size()).append(" rounds; ").append(processor).append("\n");
    text.append(
        "scenes of 64x64 pixels with boxes and masks, %.0f bytes a message%n".formatted(bytes));
    text.append(ROW.formatted("", "a CPU second", "a CPU second with", "a second"));
    text.append(ROW.formatted("detector", "of the loop", "the broker", "on the clock"));
    for (LabellingRow row : rows) {
      text.append(
          ROW.formatted(
              row.detector(),
              number(row.rate(CpuTimes::loop)),
              number(row.rate(CpuTimes::process)),
              number(row.rate(CpuTimes::wall))));
    }
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.0f", value);
  }

  String json() {
    ObjectNode root = new JsonMapper().createObjectNode().put("processor", processor);
    root.put("bytesAMessage", Math.round(bytes));
    for (LabellingRow row : rows) {
      ObjectNode node = root.withArray("detectors").addObject().put("detector", row.detector());
      node.put("images", row.images()).put("rounds", row.rounds().size());
      node.put("recordsACpuSecondOfTheLoop", row.rate(CpuTimes::loop));
      node.put("recordsACpuSecondOfTheProcess", row.rate(CpuTimes::process));
      node.put("recordsASecond", row.rate(CpuTimes::wall));
    }
    return root.toPrettyString();
  }
}
