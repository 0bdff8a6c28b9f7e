package org.detdiffusion.labeller;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.detdiffusion.perception.annotation.Attribute;
import org.detdiffusion.perception.attribute.Verdict;

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
    for (Attribute attribute : Attribute.values()) {
      objects(attribute);
    }
  }

  <T> T timed(Supplier<T> detection) {
    return detectTime.record(detection);
  }

  void count(List<Verdict> verdicts) {
    verdicts.forEach(verdict -> objects(verdict.attribute()).increment());
  }

  private Counter objects(Attribute attribute) {
    return Counter.builder("detdiffusion.labeller.objects")
        .description("Objects judged, repeats of an aborted transaction included")
        .tag("difficulty", attribute.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }
}
