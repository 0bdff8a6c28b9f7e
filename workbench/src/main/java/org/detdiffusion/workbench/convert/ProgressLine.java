package org.detdiffusion.workbench.convert;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Terminal;
import org.detdiffusion.workbench.process.TimeLeft;

/**
 * How far work is and how long the rest will take: a bar that is drawn over on a terminal, a line
 * every five seconds elsewhere.
 */
public final class ProgressLine implements ConversionProgress {
  private static final long TERMINAL_NANOS = 300_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;
  private static final double NANOS = 1e9;
  private static final int BAR = 20;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private long last;
  private boolean open;
  private long first;
  private long firstNanos;
  private long most = -1;
  private long end = -1;

  public ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public void at(String doing, long done, long all) {
    long now = nanoTime.getAsLong();
    follow(done, all, now);
    if (now - last < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      return;
    }
    last = now;
    long share = all > 0 ? 100 * done / all : 100;
    if (terminal) {
      String line = "%s %3d %%  %s%s".formatted(bar(share), share, doing, left(done, all, now));
      out.print(Terminal.CLEAR_LINE + Terminal.fitting(line));
      out.flush();
      open = true;
    } else {
      out.println("%s: %d %%%s".formatted(doing, share, left(done, all, now)));
    }
  }

  /** Work that counts anew, or up to another end, has a pace of its own. */
  private void follow(long done, long all, long now) {
    if (done < most || all != end) {
      first = done;
      firstNanos = now;
      end = all;
    }
    most = done;
  }

  private static String bar(long share) {
    int full = (int) (BAR * Math.min(share, 100) / 100);
    return "[" + "#".repeat(full) + "-".repeat(BAR - full) + "]";
  }

  /** Nothing before there is a pace to go by. */
  private String left(long done, long all, long now) {
    return done > first
        ? ", " + TimeLeft.of(done - first, all - first, (now - firstNanos) / NANOS)
        : "";
  }

  /** Clears the line for what is said next. */
  public void close() {
    if (open) {
      out.print(Terminal.CLEAR_LINE);
      out.flush();
      open = false;
    }
  }
}
