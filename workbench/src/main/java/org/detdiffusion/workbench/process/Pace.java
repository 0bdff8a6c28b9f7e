package org.detdiffusion.workbench.process;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;

/** Tells how far work is and how fast it goes on. */
public final class Pace {
  private static final double NANOS = 1e9;

  private final String doing;
  private final String unit;
  private final long first;
  private final ConversionProgress line;
  private final LongSupplier nanoTime;
  private final long start;

  /**
   * Of images.
   *
   * @param doing such as "labelling"
   * @param nanoTime as {@link System#nanoTime}
   */
  public Pace(String doing, ConversionProgress line, LongSupplier nanoTime) {
    this(doing, "image", 0, line, nanoTime);
  }

  /**
   * Of anything.
   *
   * @param unit such as "step"
   * @param first how many were done before: they say nothing of today's pace
   */
  public Pace(
      String doing, String unit, long first, ConversionProgress line, LongSupplier nanoTime) {
    this.doing = doing;
    this.unit = unit;
    this.first = first;
    this.line = line;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** Since the pace was made. */
  public double seconds() {
    return (nanoTime.getAsLong() - start) / NANOS;
  }

  /** Tells how far the work is; nothing before the first, when no rate is known. */
  public void at(long done, long all) {
    at(done, all, "");
  }

  /**
   * As without the last.
   *
   * @param more what else there is to know, such as "loss 0.25"
   */
  public void at(long done, long all, String more) {
    if (done <= first) {
      return;
    }
    line.at(
        String.format(
            Locale.ROOT,
            "%s %s %,d of %,d%s, %s",
            doing,
            unit,
            done,
            all,
            more.isEmpty() ? "" : ", " + more,
            rate(done - first)),
        done,
        all);
  }

  /** Of slow work seconds each, since a tenth of an image says little. */
  private String rate(long done) {
    double each = Math.max(seconds(), 1 / NANOS) / done;
    return each > 1
        ? String.format(Locale.ROOT, "%.1f s/%s", each, unit)
        : String.format(Locale.ROOT, "%.1f %ss/s", 1 / each, unit);
  }
}
