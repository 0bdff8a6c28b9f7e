package org.detdiffusion.workbench.letters;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.RedrivePlan;

/** Says what a redrive does, topic by topic: what is said was done. */
final class RedriveReport {
  private static final int MOST_NAMED = 20;

  private final PrintWriter out;
  private final boolean dryRun;
  private int messages;

  RedriveReport(PrintWriter out, boolean dryRun) {
    this.out = out;
    this.dryRun = dryRun;
  }

  /** Nothing of a topic with nothing to bring back. */
  void tell(String topic, RedrivePlan plan) {
    int count = plan.messages().size();
    messages += count;
    if (count > 0) {
      out.printf(
          Locale.ROOT,
          "%s: %,d %s%n%s",
          topic,
          count,
          dryRun ? "would be brought back" : "brought back",
          CodeCounts.of(plan.messages().keySet()).text());
    }
    if (!plan.withoutValue().isEmpty()) {
      out.printf(
          Locale.ROOT,
          "%s: %,d left, because their values are not in the letters: %s; publish them again%n",
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
    return LetterChoice.id(letter) + " (" + key + ")";
  }

  void end() {
    if (messages == 0) {
      out.println("There is nothing to bring back.");
    }
  }
}
