package org.detdiffusion.workerkit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;

/** Every meter of the kit, declared once; each has the tag {@code loop}, the loop's name. */
public enum Meters {
  DONE("detdiffusion.records.done", "Records worked on, with outputs written", "records"),
  REJECTED("detdiffusion.records.rejected", "Records that will never succeed", "records"),
  RETRIED("detdiffusion.records.retried", "Records given back to be tried again", "records"),
  DEAD_LETTERS("detdiffusion.dead.letters", "Records written to dead letters", "records"),
  BATCH_SIZE("detdiffusion.batch.size", "Records worked on together", "records"),
  HANDLE_TIME("detdiffusion.handle.time", "Time to work on a batch", "seconds"),
  QUEUE_WAIT("detdiffusion.queue.wait", "Time from a job's publication to its work", "seconds"),
  RENEWALS("detdiffusion.lock.renewals", "Renewals of locks on jobs at work", "renewals"),
  LOCKS_LOST("detdiffusion.locks.lost", "Jobs whose lock was lost while at work", "jobs"),
  ABORTS("detdiffusion.transactions.aborted", "Transactions aborted and repeated", "transactions"),
  RUNNING("detdiffusion.loop.running", "1 while the loop runs, 0 otherwise", "state"),
  FAILED("detdiffusion.loop.failed", "1 when the loop has failed, 0 otherwise", "state");

  static final String TAG = "loop";

  private final String meterName;
  private final String description;
  private final String unit;

  Meters(String meterName, String description, String unit) {
    this.meterName = meterName;
    this.description = description;
    this.unit = unit;
  }

  public String meterName() {
    return meterName;
  }

  public String description() {
    return description;
  }

  public String unit() {
    return unit;
  }

  Counter counter(MeterRegistry registry, String loop) {
    return Counter.builder(meterName)
        .description(description)
        .baseUnit(unit)
        .tag(TAG, loop)
        .register(registry);
  }

  DistributionSummary summary(MeterRegistry registry, String loop) {
    return DistributionSummary.builder(meterName)
        .description(description)
        .baseUnit(unit)
        .tag(TAG, loop)
        .register(registry);
  }

  Timer timer(MeterRegistry registry, String loop) {
    return Timer.builder(meterName).description(description).tag(TAG, loop).register(registry);
  }

  <T> Gauge gauge(MeterRegistry registry, String loop, T source, ToDoubleFunction<T> value) {
    return Gauge.builder(meterName, source, value)
        .description(description)
        .baseUnit(unit)
        .tag(TAG, loop)
        .register(registry);
  }
}
