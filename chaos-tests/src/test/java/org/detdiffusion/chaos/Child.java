package org.detdiffusion.chaos;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.detdiffusion.workerkit.Loop;
import org.detdiffusion.workerkit.LoopHealth;
import org.detdiffusion.workerkit.Termination;

/**
 * The part of a worker process that is the same for all three: settings, journal, and its life from
 * the first loop to SIGTERM. Ends with 0 after an orderly stop, as a packaged worker does, and with
 * 1 and a sentence when a loop has failed, where a packaged worker is not alive any more.
 */
public final class Child {
  private static final int LOOK_MILLIS = 100;

  private final Map<String, String> settings = new HashMap<>();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Journal journal;
  private FunctionCounter consumer;
  private double earlier;
  private double rebalances;

  public Child(String[] arguments) throws IOException {
    for (String argument : arguments) {
      int sign = argument.indexOf('=');
      settings.put(argument.substring(0, sign), argument.substring(sign + 1));
    }
    journal = new Journal(Path.of(settings.get("journal")));
  }

  public String get(String name, String otherwise) {
    return settings.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise) {
    return Integer.parseInt(get(name, Integer.toString(otherwise)));
  }

  public Path directory() {
    return Path.of(settings.get("directory"));
  }

  /** Of every Kafka client: those that begin with {@code kafka.}, without it. */
  public Map<String, Object> kafka() {
    Map<String, Object> kafka = new HashMap<>();
    settings.forEach(
        (name, value) -> {
          if (name.startsWith("kafka.")) {
            kafka.put(name.substring("kafka.".length()), value);
          }
        });
    return kafka;
  }

  public Journal journal() {
    return journal;
  }

  public MeterRegistry meters() {
    return meters;
  }

  /** Returns never: the process ends with the loops, or with the test that started it. */
  public void live(Supplier<List<Loop>> loops, AutoCloseable worker) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(worker)));
    Termination.endsWith(() -> System.exit(0));
    boolean told = false;
    var parent = ProcessHandle.current().parent();
    while (parent.isPresent() && parent.get().isAlive()) {
      var health = new LoopHealth(loops.get());
      if (!told && health.ready()) {
        journal.write(Journal.READY);
        told = true;
      }
      health.failure().ifPresent(Child::fail);
      watchRebalances();
      boolean unused = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    fail("The test that started this worker is gone");
  }

  /** Counted over all consumers of this process: a new session has a new one. */
  private void watchRebalances() {
    var now = meters.find("kafka.consumer.coordinator.rebalance.total").functionCounter();
    if (now != consumer) {
      earlier = rebalances;
      consumer = now;
    }
    double total = earlier + (now == null ? 0 : now.count());
    if (total > rebalances) {
      rebalances = total;
      journal.write(Journal.REBALANCED, (long) total);
    }
  }

  private static void fail(String sentence) {
    System.err.println(sentence);
    Runtime.getRuntime().halt(1);
  }

  private void end(AutoCloseable worker) {
    writeMeters();
    try {
      worker.close();
      writeMeters();
    } catch (Exception failed) {
      fail("The worker can't be closed: " + failed);
    }
  }

  /** Twice: closing takes Kafka's own meters away, and our counters may still move meanwhile. */
  private void writeMeters() {
    for (var meter : meters.getMeters()) {
      for (var measurement : meter.measure()) {
        journal.write(Journal.METER, meter.getId().getName(), measurement.getValue());
      }
    }
  }
}
