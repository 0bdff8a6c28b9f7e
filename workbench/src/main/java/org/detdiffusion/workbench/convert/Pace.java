package org.detdiffusion.workbench.label;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;

/** Tells how fast images are looked at and how long the rest will take. */
final class Pace {
  private static final double NANOS = 1e9;

  private final ConversionProgress line;
  private final LongSupplier nanoTime;
  private final long start;

  Pace(ConversionProgress line, LongSupplier nanoTime) {
    this.line = line;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  double seconds() {
    return (nanoTime.getAsLong() - start) / NANOS;
  }

  void at(int done, int all) {
    double rate = done / Math.max(seconds(), 1 / NANOS);
    long left = Math.round((all - done) / Math.max(rate, 1 / NANOS));
    line.at(
        String.format(
            Locale.ROOT,
            "labelling image %,d of %,d, %.1f images/s, %d:%02d left",
            done,
            all,
            rate,
            left / 60,
            left % 60),
        done,
        all);
  }
}
