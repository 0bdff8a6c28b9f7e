package org.detdiffusion.workbench.convert;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.Terminal;

/** One line that is written over on a terminal, a line every five seconds elsewhere. */
public final class ProgressLine implements ConversionProgress {
  private static final long TERMINAL_NANOS = 300_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private long last;
  private boolean open;

  public ProgressLine(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public void at(String doing, long done, long all) {
    long now = nanoTime.getAsLong();
    if (now - last < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      return;
    }
    last = now;
    String line = "%s: %d %%".formatted(doing, all > 0 ? 100 * done / all : 100);
    if (terminal) {
      out.print(Terminal.CLEAR_LINE + line);
      out.flush();
      open = true;
    } else {
      out.println(line);
    }
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
