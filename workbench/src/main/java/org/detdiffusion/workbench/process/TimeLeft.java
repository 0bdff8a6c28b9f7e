package org.detdiffusion.workbench.process;

import java.util.Locale;

/** How long the rest of some work will take, as a progress line says it. */
public final class TimeLeft {
  private static final int MINUTE = 60;
  private static final int HOUR = 3600;

  private TimeLeft() {}

  /** {@code h:mm:ss left}, at the pace so far. */
  public static String of(long done, long all, double seconds) {
    long left = Math.round((all - done) * seconds / Math.max(1, done));
    return String.format(
        Locale.ROOT, "%d:%02d:%02d left", left / HOUR, left / MINUTE % MINUTE, left % MINUTE);
  }
}
