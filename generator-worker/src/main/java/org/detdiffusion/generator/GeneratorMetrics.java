package org.detdiffusion.generator;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The generator's meters. */
final class GeneratorMetrics {
  private final Counter images;
  private final Counter repeats;
  private final Counter cancelled;
  private final Timer imageTime;

  GeneratorMetrics(MeterRegistry registry) {
    images =
        Counter.builder("detdiffusion.generator.images")
            .description("Images made, repeats included")
            .register(registry);
    repeats =
        Counter.builder("detdiffusion.generator.repeats")
            .description("Jobs not done again, since this worker has done the same before")
            .register(registry);
    cancelled =
        Counter.builder("detdiffusion.generator.cancelled")
            .description("Jobs taken off the queue unmade, since what they belong to was cancelled")
            .register(registry);
    imageTime =
        Timer.builder("detdiffusion.generator.image.time")
            .description("Time of a batch divided by its images")
            .register(registry);
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
