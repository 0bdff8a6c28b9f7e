package org.detdiffusion.labeller;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;

/** The labeller's meters. */
final class LabellerMetrics {
  private final MeterRegistry registry;
  private final Timer detectTime;

  LabellerMetrics(MeterRegistry registry) {
    this.registry = registry;
    detectTime =
        Timer.builder("detdiffusion.labeller.detect.time")
            .description("Time a detector needs for one image")
            .register(registry);
    for (Difficulty difficulty : Difficulty.values()) {
      objects(difficulty);
    }
  }

  <T> T timed(Supplier<T> detection) {
    return detectTime.record(detection);
  }

  void count(List<ObjectAnnotation> judged) {
    judged.forEach(object -> objects(object.getDifficulty()).increment());
  }

  private Counter objects(Difficulty difficulty) {
    return Counter.builder("detdiffusion.labeller.objects")
        .description("Objects judged, repeats of an aborted transaction included")
        .tag("difficulty", difficulty.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
