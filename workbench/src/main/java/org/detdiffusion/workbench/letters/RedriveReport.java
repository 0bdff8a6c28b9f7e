package org.detdiffusion.workbench.letters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workbench.process.Reporting;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.RedrivePlan;

/** Says what a redrive does, in words topic by topic: what is said was done. */
final class RedriveReport {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_NAMED = 20;

  private final PrintWriter out;
  private final Reporting reporting;
  private final ObjectNode byTopic = JSON.createObjectNode();
  private int messages;

  RedriveReport(PrintWriter out, Reporting reporting) {
    this.out = out;
    this.reporting = reporting;
  }

  /** Nothing of a topic with nothing to bring back. */
  void tell(String topic, RedrivePlan plan) {
    messages += plan.messages().size();
    if (reporting.json()) {
      ObjectNode told = byTopic.putObject(topic);
      told.put("messages", plan.messages().size());
      told.set(
          "leftWithoutValue",
          JSON.valueToTree(plan.withoutValue().stream().map(LetterChoice::id).toList()));
    } else {
      say(topic, plan);
    }
  }

  private void say(String topic, RedrivePlan plan) {
    int count = plan.messages().size();
    if (count > 0) {
      out.printf(
          Locale.ROOT,
          "%s: %,d %s%n%s",
          topic,
          count,
          reporting.verb("brought back", "would be brought back"),
          CodeCounts.of(plan.messages().keySet()).text());
    }
    if (!plan.withoutValue().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d left, which can't be brought back as they came: %s; publish them again%n",
          topic,
          plan.withoutValue().size(),
          named(plan));
    }
  }

  private static String named(RedrivePlan plan) {
    String some =
        plan.withoutValue().stream()
            .limit(MOST_NAMED)
            .map(RedriveReport::name)
            .collect(Collectors.joining(", "));
    return plan.withoutValue().size() > MOST_NAMED ? some + ", …" : some;
  }

  private static String name(DeadLetter letter) {
    String key = letter.key() == null ? "no key" : "'" + Printable.line(letter.key()) + "'";
    List<String> parts = LetterReport.leftOut(letter);
    String lacking = parts.isEmpty() ? "no value" : "without " + String.join(", ", parts);
    return LetterChoice.id(letter) + " (" + key + ", " + lacking + ")";
  }

  void end() {
    if (reporting.json()) {
      ObjectNode root = JSON.createObjectNode();
      root.put("dryRun", reporting.dryRun()).put("messages", messages).set("topics", byTopic);
      out.println(root.toPrettyString());
    } else if (messages == 0) {
      out.println("There is nothing to bring back.");
    }
  }
}
