package org.detdiffusion.workbench.scaling;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What comes to the generators.
 *
 * @param bursts in the order of their times
 */
record Workload(String name, List<Burst> bursts) {
  private static final int MINUTE = 60;

  Workload {
    bursts = List.copyOf(bursts);
  }

  int jobs() {
    return bursts.stream().mapToInt(Burst::jobs).sum();
  }

  /** Jobs that have come by then. */
  int jobsBy(int second) {
    return bursts.stream().filter(burst -> burst.second() <= second).mapToInt(Burst::jobs).sum();
  }

  /** One large job, a smaller one every quarter of an hour, and a few images every minute. */
  static List<Workload> usual() {
    return List.of(
        new Workload("2,000 at once", List.of(new Burst(0, 2000))),
        new Workload("6 times 200", repeated(6, 15 * MINUTE, 200)),
        new Workload("10 a minute", repeated(60, MINUTE, 10)));
  }

  private static List<Burst> repeated(int times, int seconds, int jobs) {
    return IntStream.range(0, times).mapToObj(i -> new Burst(i * seconds, jobs)).toList();
  }
}
