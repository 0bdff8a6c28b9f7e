package org.detdiffusion.workbench.process;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a person reads along. */
public final class Terminal {
  private Terminal() {}

  /** UTF-8, whatever the machine's locale. */
  public static PrintStream out() {
    return new PrintStream(System.out, true, StandardCharsets.UTF_8);
  }

  /** Whether lines can be written over; the launcher knows, as Java does not from 22 on. */
  public static boolean isInteractive() {
    return "true".equals(System.getenv("DETDIFFUSION_TERMINAL"));
  }
}
