package org.detdiffusion.messages;

/**
 * What comes from anyone; on a terminal it must not become a command to it, in a log not a line of
 * its own.
 */
public final class Printable {
  private Printable() {}

  /** On one line, with control characters replaced. */
  public static String line(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }

  /** The same, cut to the most characters. */
  public static String line(String text, int most) {
    String line = line(text);
    return line.length() <= most ? line : line.substring(0, most - 1) + "…";
  }
}
