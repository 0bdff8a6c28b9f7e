package org.detdiffusion.workbench.watching;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A question to Prometheus.
 *
 * @param where file and title of the panel, or name of the rule
 */
record Query(String where, String expression) {
  /** Strings, label matchers, ranges and lists of labels hold no names of metrics. */
  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]"
              + "|\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  /** A word that doesn't go on as a function's call does. */
  private static final Pattern WORD =
      Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()(?![\\w:])");

  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring");

  /** Of metrics and recorded rules. */
  List<String> names() {
    String bare = NO_NAMES.matcher(expression).replaceAll(" ");
    return WORD.matcher(bare)
        .results()
        .map(MatchResult::group)
        .filter(word -> !OPERATORS.contains(word))
        .distinct()
        .toList();
  }

  /** With times that need no browser. */
  Query over(String range) {
    return new Query(where, expression.replace("$__rate_interval", range));
  }
}
