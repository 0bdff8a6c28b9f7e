package org.detdiffusion.workbench.bench.stream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.detdiffusion.workbench.bench.stream.Arrivals.Arrival;
import org.detdiffusion.workbench.process.WorkbenchException;
import org.detdiffusion.workerkit.bench.PlainLoop;
import org.detdiffusion.workerkit.bench.PlainSender;

/** Time from sending a job without work until its result is visible, at a constant rate. */
record AddedLatency(StreamBroker broker, StreamSizes sizes) implements Subject {
  private static final int A_SECOND = 100;
  private static final int WARM_UPS = 100;
  private static final double WANTED = 50;
  private static final double NANOS_A_MILLI = 1e6;
  private static final String OURS = "JobQueueLoop";
  private static final String PLAIN = "KafkaShareConsumer alone";
  private static final String P99 = ", 99th percentile";

  @Override
  public String title() {
    return "From sending a job without work to its visible result, " + A_SECOND + " jobs a second";
  }

  @Override
  public String unit() {
    return "milliseconds";
  }

  @Override
  public Map<String, Double> round() throws InterruptedException, WorkbenchException {
    Map<String, Double> round = new LinkedHashMap<>();
    String jobs = broker.topic("late-jobs");
    String results = broker.topic("results");
    try (var loop =
        PlainLoop.queue(
            broker.plain(),
            jobs,
            EmptyJobs.BATCH,
            job -> List.of(EmptyJobs.result(results, job)))) {
      put(round, PLAIN, latencies(jobs, results));
    }
    String others = broker.topic("late-jobs");
    String otherResults = broker.topic("results");
    try (var loop = EmptyJobs.loop(broker, others, EmptyJobs.BATCH, EmptyJobs.each(otherResults))) {
      loop.start();
      put(round, OURS, latencies(others, otherResults));
    }
    return round;
  }

  private static void put(Map<String, Double> round, String name, List<Double> sorted) {
    round.put(name + ", median", sorted.get((sorted.size() - 1) / 2));
    round.put(name + P99, sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1));
  }

  /** In milliseconds, the shortest first. */
  private List<Double> latencies(String jobs, String results)
      throws InterruptedException, WorkbenchException {
    Map<String, Long> sent = new HashMap<>();
    try (var sender = new PlainSender(broker.plain());
        var arrivals = new Arrivals(broker.clients(), results)) {
      for (int i = 0; i < WARM_UPS; i++) {
        sender.send(jobs, Arrivals.WARM_UP + i, new byte[EmptyJobs.JOB_BYTES]);
      }
      arrivals.awaitWarmUps(WARM_UPS);
      long began = System.nanoTime();
      for (int i = 0; i < sizes.lateJobs(); i++) {
        Park.until(began + TimeUnit.SECONDS.toNanos(i) / A_SECOND);
        sent.put("job-" + i, System.nanoTime());
        sender.send(jobs, "job-" + i, new byte[EmptyJobs.JOB_BYTES]);
      }
      return arrivals.await(sizes.lateJobs()).stream()
          .map(seen -> millis(seen, sent))
          .sorted()
          .toList();
    }
  }

  private static double millis(Arrival seen, Map<String, Long> sent) {
    return (seen.nanos() - sent.get(seen.key())) / NANOS_A_MILLI;
  }

  @Override
  public List<Promise> promises(Figures figures) {
    double measured = figures.get(OURS + P99).median();
    return List.of(new Promise("Added latency, 99th percentile", measured, WANTED, "ms", true));
  }
}
