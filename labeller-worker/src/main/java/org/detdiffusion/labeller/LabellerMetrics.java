package org.detdiffusion.labeller;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.messages.ObjectAnnotation;

/** Counts and times what the labeller does. */
final class LabellerMetrics {
  private final MeterRegistry registry;
  private final Timer detectTime;

  LabellerMetrics(MeterRegistry registry) {
    this.registry = registry;
    detectTime = LabellerMeters.DETECT_TIME.timer(registry);
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
    return LabellerMeters.OBJECTS.counter(registry, difficulty.name().toLowerCase(Locale.ROOT));
  }
}
