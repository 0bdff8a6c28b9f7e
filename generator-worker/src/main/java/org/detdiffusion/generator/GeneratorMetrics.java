package org.detdiffusion.generator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts and times what the generator does. */
final class GeneratorMetrics {
  private final Counter images;
  private final Counter repeats;
  private final Counter cancelled;
  private final Timer imageTime;

  GeneratorMetrics(MeterRegistry registry) {
    images = GeneratorMeters.IMAGES.counter(registry);
    repeats = GeneratorMeters.REPEATS.counter(registry);
    cancelled = GeneratorMeters.CANCELLED.counter(registry);
    imageTime = GeneratorMeters.IMAGE_TIME.timer(registry);
  }

  void repeated() {
    repeats.increment();
  }

  void cancelled() {
    cancelled.increment();
  }

  void made(int count, double millisEach) {
    images.increment(count);
    imageTime.record((long) (millisEach * 1e6), TimeUnit.NANOSECONDS);
  }
}
