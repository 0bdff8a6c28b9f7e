package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One loop's meters. */
record LoopMeters(MeterRegistry registry, String loop) {

  void count(Meters meter) {
    meter.counter(registry, loop).increment();
  }

  void count(Meters meter, int times) {
    meter.counter(registry, loop).increment(times);
  }

  void batch(int size) {
    Meters.BATCH_SIZE.summary(registry, loop).record(size);
  }

  void waited(Duration wait) {
    Meters.QUEUE_WAIT.timer(registry, loop).record(wait.isNegative() ? Duration.ZERO : wait);
  }

  void handled(long nanos) {
    Meters.HANDLE_TIME.timer(registry, loop).record(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * Tells of a loop that begins.
   *
   * @param counted what it counts, none of a loop that works on nothing. Each stands at nought at
   *     once, and so do sizes and times: whoever looks at increases misses the first of a counter
   *     that begins at one
   */
  void observe(LoopThread thread, Meters... counted) {
    for (Meters each : counted) {
      each.counter(registry, loop);
    }
    if (counted.length > 0) {
      Meters.BATCH_SIZE.summary(registry, loop);
      Meters.HANDLE_TIME.timer(registry, loop);
    }
    Meters.RUNNING.gauge(registry, thread, t -> one(t.state() instanceof LoopState.Running), loop);
    Meters.FAILED.gauge(registry, thread, t -> one(t.state() instanceof LoopState.Failed), loop);
  }

  /** Of a loop that is closed for good: else they grow with each detector that is announced. */
  void remove() {
    registry.getMeters().stream()
        .filter(meter -> loop.equals(meter.getId().getTag(Meters.TAG)))
        .forEach(registry::remove);
  }

  private static double one(boolean holds) {
    return holds ? 1 : 0;
  }
}
