package org.detdiffusion.workbench.letters;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workerkit.DeadLetter;

/** Dead letters as a table or as JSON. */
record LetterReport(List<DeadLetter> letters) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROW = "%-18s %-12s %-24s %-24s %7s %8s %9s %-20s %-20s %s%n";
  private static final Pattern COMMA = Pattern.compile(",");
  private static final int MOST_KEY = 24;
  private static final int MOST_REASON = 100;

  /** A line each, cut where it is long, and what to do about each code. */
  String text() {
    if (letters.isEmpty()) {
      return "There are no such dead letters.";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "topic",
            "id",
            "key",
            "code",
            "attempt",
            "redriven",
            "bytes",
            "worker",
            "time",
            "reason"));
    letters.forEach(letter -> text.append(row(letter)));
    text.append(String.format(Locale.ROOT, "%n%,7d  dead letters%n", letters.size()));
    return text.append(CodeCounts.of(letters).text()).toString().stripTrailing();
  }

  private static String row(DeadLetter letter) {
    return String.format(
        Locale.ROOT,
        ROW,
        letter.origin().topic(),
        LetterChoice.id(letter),
        letter.key() == null ? "-" : Printable.line(letter.key(), MOST_KEY),
        Printable.line(letter.code()),
        letter.attempt(),
        letter.redriven(),
        bytes(letter),
        Printable.line(letter.worker(), MOST_KEY),
        letter.time().truncatedTo(ChronoUnit.SECONDS),
        Printable.line(letter.reason(), MOST_REASON));
  }

  private static String bytes(DeadLetter letter) {
    if (letter.size().isPresent()) {
      return String.valueOf(letter.size().getAsInt());
    }
    return letter.leftOut().isEmpty() ? "none" : "left out";
  }

  /** What a letter lacks of its message, part by part. */
  static List<String> leftOut(DeadLetter letter) {
    String parts = Printable.line(letter.leftOut(), MOST_KEY);
    return COMMA.splitAsStream(parts).filter(part -> !part.isEmpty()).toList();
  }

  /** An array; {@code key} and {@code bytes} are null where there are none. */
  String json() {
    ArrayNode array = JSON.createArrayNode();
    for (DeadLetter letter : letters) {
      ObjectNode node = array.addObject();
      node.put("topic", letter.origin().topic());
      node.put("partition", letter.origin().partition());
      node.put("offset", letter.origin().offset());
      node.put("key", letter.key());
      node.put("code", letter.code());
      node.put("reason", letter.reason());
      node.put("attempt", letter.attempt());
      node.put("redriven", letter.redriven());
      node.put("worker", letter.worker());
      node.put("time", letter.time().toString());
      letter.size().ifPresentOrElse(size -> node.put("bytes", size), () -> node.putNull("bytes"));
    }
    return array.toPrettyString();
  }
}
