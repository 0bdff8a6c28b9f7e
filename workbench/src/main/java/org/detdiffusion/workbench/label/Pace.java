package org.detdiffusion.workbench.label;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.detdiffusion.perception.data.formats.ConversionProgress;
import org.detdiffusion.workbench.process.TimeLeft;

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
    line.at(
        String.format(
            Locale.ROOT,
            "labelling image %,d of %,d, %.1f images/s, %s",
            done,
            all,
            rate,
            TimeLeft.of(done, all, seconds())),
        done,
        all);
  }
}
