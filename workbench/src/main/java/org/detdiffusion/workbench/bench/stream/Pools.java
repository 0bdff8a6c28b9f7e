package org.detdiffusion.workbench.bench.stream;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.detdiffusion.workbench.process.WorkbenchException;

/**
 * Workers of one pool on one partition, each job a tenth of a second on a GPU that is not there.
 */
record Pools(StreamBroker broker, StreamSizes sizes) implements Subject {
  static final int JOB_MILLIS = 100;

  private static final double WANTED = 0.95;

  @Override
  public String title() {
    return "Pools on one partition, each job %d ms of simulated GPU time".formatted(JOB_MILLIS);
  }

  @Override
  public String unit() {
    return "jobs a second";
  }

  @Override
  public Map<String, Double> round() throws InterruptedException, WorkbenchException {
    Map<String, Double> round = new LinkedHashMap<>();
    for (int workers : sizes.workers()) {
      try (Pool pool = new Pool(broker, workers)) {
        round.put(name(workers), pool.rate(workers * sizes.jobsAWorker()));
      }
    }
    return round;
  }

  private static String name(int workers) {
    return workers == 1 ? "1 worker" : workers + " workers";
  }

  @Override
  public List<Promise> promises(Figures figures) {
    Figure one = figures.get(name(1));
    return sizes.workers().stream()
        .filter(workers -> workers > 1)
        .map(workers -> promise(workers, figures.get(name(workers)).shareOf(one) / workers))
        .toList();
  }

  private static Promise promise(int workers, double efficiency) {
    return Promise.share(name(workers) + ", each to one alone", efficiency, WANTED);
  }
}
