package org.detdiffusion.workbench.letters;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.workerkit.DeadLetter;
import org.detdiffusion.workerkit.ErrorCode;

/** Letters by code, with what to do about each. */
record CodeCounts(Map<String, Long> counts) {

  static CodeCounts of(Collection<DeadLetter> letters) {
    return new CodeCounts(
        letters.stream()
            .collect(Collectors.groupingBy(DeadLetter::code, TreeMap::new, Collectors.counting())));
  }

  /** A line a code. */
  String text() {
    return counts.entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String line(String code, long count) {
    String advice =
        ErrorCode.of(code)
            .map(known -> kind(known) + known.meaning() + " " + known.cure())
            .orElse("Not a code of this version.");
    return String.format(Locale.ROOT, "%,7d  %s: %s%n", count, Printable.line(code), advice);
  }

  private static String kind(ErrorCode code) {
    return code.isPermanent() ? "(permanent) " : "(transient) ";
  }
}
