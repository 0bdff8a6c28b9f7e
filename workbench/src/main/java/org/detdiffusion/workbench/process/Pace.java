package org.detdiffusion.workbench.process;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;

/** Tells how fast images are worked on and how long the rest will take. */
public final class Pace {
  private static final double NANOS = 1e9;

  private final String doing;
  private final ConversionProgress line;
  private final LongSupplier nanoTime;
  private final long start;

  /**
   * @param doing such as "labelling"
   * @param nanoTime as {@link System#nanoTime}
   */
  public Pace(String doing, ConversionProgress line, LongSupplier nanoTime) {
    this.doing = doing;
    this.line = line;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Since the pace was made. */
  public double seconds() {
    return (nanoTime.getAsLong() - start) / NANOS;
  }

  /** Tells how far the work is; nothing before the first image, when no rate is known. */
  public void at(long done, long all) {
    if (done < 1) {
      return;
    }
    double rate = done / Math.max(seconds(), 1 / NANOS);
    line.at(
        String.format(
            Locale.ROOT,
            "%s image %,d of %,d, %.1f images/s, %s",
            doing,
            done,
            all,
            rate,
            TimeLeft.of(done, all, seconds())),
        done,
        all);
  }
}
