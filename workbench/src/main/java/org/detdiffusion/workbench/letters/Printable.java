package org.detdiffusion.workbench.letters;

/** Keys and reasons come from anyone; on a terminal they must not become commands to it. */
final class Printable {
  private Printable() {}

  /** On one line, with control characters replaced. */
  static String line(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "\uFFFD");
  }

  /** The same, cut to the most characters. */
  static String line(String text, int most) {
    String line = line(text);
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
