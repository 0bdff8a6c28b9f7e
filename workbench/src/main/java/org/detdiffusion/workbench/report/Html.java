package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Locale;

/** The few pieces of HTML that the report is made of; every text is escaped on its way in. */
final class Html {
  private Html() {}

  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int index = 0; index < text.length(); index++) {
      char letter = text.charAt(index);
      switch (letter) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(letter);
      }
    }
    return escaped.toString();
  }

  static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>\n";
  }

  /** A section with a heading; the body is HTML already. */
  static String section(String title, String body) {
    return "<section>\n<h2>" + escape(title) + "</h2>\n" + body + "</section>\n";
  }

  /** First column left, numbers right. */
  static String table(List<String> head, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n<thead>");
    table.append(row("th", head)).append("</thead>\n<tbody>\n");
    rows.forEach(cells -> table.append(row("td", cells)));
    return table.append("</tbody>\n</table></div>\n").toString();
  }

  static String percent(double share) {
    return number(100 * share) + " %";
  }

  static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : "–";
  }

  static String signed(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.1f", value) : "–";
  }

  private static String row(String tag, List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<").append(tag).append(">").append(escape(cell));
      row.append("</").append(tag).append(">");
    }
    return row.append("</tr>\n").toString();
  }
}
