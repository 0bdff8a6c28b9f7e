package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;

/**
 * A meter that an enum of its module declares, once; {@code docs/meters.md} lists them all. Nothing
 * of ours is registered in another way.
 */
public interface DeclaredMeter {
  /** Of every timer: registries know it without being told. */
  String SECONDS = "seconds";

  /**
   * What there is to say of a meter.
   *
   * @param name in Micrometer's form, as {@code detdiffusion.records.done}
   * @param description one line
   * @param unit in the plural
   * @param tag what tells its meters apart; empty where there is one only
   */
  record Declaration(String name, String description, String unit, String tag) {}

  Declaration declaration();

  default Counter counter(MeterRegistry registry, String... values) {
    return Counter.builder(declaration().name())
        .description(declaration().description())
        .baseUnit(declaration().unit())
        .tags(tags(values))
        .register(registry);
  }

  default DistributionSummary summary(MeterRegistry registry, String... values) {
    return DistributionSummary.builder(declaration().name())
        .description(declaration().description())
        .baseUnit(declaration().unit())
        .tags(tags(values))
        .register(registry);
  }

  /**
   * A timer.
   *
   * @throws IllegalStateException when it is declared in anything but seconds
   */
  default Timer timer(MeterRegistry registry, String... values) {
    if (!declaration().unit().equals(SECONDS)) {
      throw new IllegalStateException(declaration() + " is a timer, so its unit is " + SECONDS);
    }
    return Timer.builder(declaration().name())
        .description(declaration().description())
        .tags(tags(values))
        .register(registry);
  }

  /** Not a number once nobody else holds the source. */
  default <T> Gauge gauge(
      MeterRegistry registry, T source, ToDoubleFunction<T> value, String... values) {
    return Gauge.builder(declaration().name(), source, value)
        .description(declaration().description())
        .baseUnit(declaration().unit())
        .tags(tags(values))
        .register(registry);
  }

  private Tags tags(String... values) {
    String tag = declaration().tag();
    if (values.length != (tag.isEmpty() ? 0 : 1)) {
      throw new IllegalStateException(declaration() + " asks for a value of its tag, or for none");
    }
    return tag.isEmpty() ? Tags.empty() : Tags.of(tag, values[0]);
  }
}
