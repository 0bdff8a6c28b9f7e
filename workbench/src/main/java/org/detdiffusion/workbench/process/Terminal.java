package org.detdiffusion.workbench.process;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a person reads along. */
public final class Terminal {
  /** Back to the line's beginning, and away with what is written there. */
  public static final String CLEAR_LINE = "\r\u001b[K";

  private static final int COLUMNS = columns(System.getenv("DETDIFFUSION_COLUMNS"));

  private Terminal() {}

  private static int columns(String told) {
    return told != null && told.matches("[1-9]\\d{1,3}") ? Integer.parseInt(told) : 80;
  }

  /** The part of a line that a terminal shows without breaking it. */
  public static String fitting(String line) {
    return line.length() < COLUMNS ? line : line.substring(0, COLUMNS - 1);
  }

  /** UTF-8, whatever the machine's locale. */
  public static PrintStream out() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  /** Says what went wrong, in the place of an unfinished line of progress. */
  public static void complain(String sentence) {
    System.out.flush();
    System.err.println(isInteractive() ? CLEAR_LINE + sentence : sentence);
  }

  /** Whether lines can be written over; the launcher knows, as Java does not from 22 on. */
  public static boolean isInteractive() {
    return "true".equals(System.getenv("DETDIFFUSION_TERMINAL"));
  }
}
