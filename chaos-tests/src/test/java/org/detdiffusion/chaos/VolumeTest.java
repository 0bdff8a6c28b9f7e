package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many jobs that take no time, and what they leave behind in memory. */
class VolumeTest {
  private static final int WORKERS = 3;
  private static final Map<String, String> SETTINGS = Map.of("batch", "100");
  private static final Duration PATIENCE = Duration.ofMinutes(12);
  private static final double MEGABYTE = 1024 * 1024;
  private static final double MOST_GROWTH = 1;

  /** Fewer looks at the memory say nothing of its growth. */
  private static final int FEWEST_POINTS = 8;

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();

  /** A worker's share of the jobs and its memory then. */
  private record Point(double jobs, double megabytes) {}

  @Case("D2")
  void everyJobOfAHugeQueueIsDoneAndEveryWorkerTakesPart() throws Exception {
    int jobs = profile.volumeJobs();
    try (var pool = new Pool(cluster, "D2", Kind.GENERATOR);
        var queue = new Queue(cluster, "D2");
        var results = queue.results(jobs)) {
      pool.start(WORKERS, SETTINGS).awaitReady();
      queue.send(jobs, index -> 0);
      long began = System.nanoTime();
      List<List<Point>> memory = watch(pool, results, jobs);
      double seconds = (System.nanoTime() - began) / 1e9;
      results.settle();
      int[] shares = shares(pool);
      pool.terminate();
      int runs = pool.runs().values().stream().mapToInt(Integer::intValue).sum();
      Report.row(
          "D2",
          "%d jobs that take no time, %d workers: all done, every worker takes part"
              .formatted(jobs, WORKERS),
          "lost %d; results %d; runs %d; jobs by worker %s; %.0f jobs/s",
          results.lost().size(),
          results.records(),
          runs,
          java.util.Arrays.toString(shares),
          jobs / seconds);
      double growth = memory.stream().mapToDouble(VolumeTest::growth).max().orElseThrow();
      Report.row(
          "M1",
          "resident memory grows < 1 MB per 1,000 jobs of a worker",
          "%.3f MB per 1,000 jobs, the worst of %d workers, over the last two thirds",
          growth,
          WORKERS);
      assertThat(results.lost()).isEmpty();
      assertThat(results.records()).isEqualTo(jobs);
      assertThat(shares).doesNotContain(0);
      assertThat(growth).isLessThan(MOST_GROWTH);
    }
  }

  /**
   * Memory by the jobs of each worker, from when a third of all jobs is done: all is loaded then.
   */
  private static List<List<Point>> watch(Pool pool, Verifier results, int jobs) throws Exception {
    List<List<Point>> memory = new ArrayList<>();
    pool.all().forEach(worker -> memory.add(new ArrayList<>()));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int looks = 0;
    int done = results.look();
    while (done < jobs && System.nanoTime() < deadline) {
      if (done > jobs / 3) {
        measure(pool, memory, (double) done / WORKERS);
      }
      if (looks++ % 50 == 0) {
        Report.progress("D2: %d of %d results", done, jobs);
      }
      done = results.look();
    }
    measure(pool, memory, (double) done / WORKERS);
    return memory;
  }

  private static void measure(Pool pool, List<List<Point>> memory, double jobs) throws Exception {
    for (int i = 0; i < memory.size(); i++) {
      double megabytes = pool.all().get(i).residentBytes() / MEGABYTE;
      memory.get(i).add(new Point(jobs, megabytes));
    }
  }

  /** Slope of the least-squares line, megabytes per 1,000 jobs. */
  private static double growth(List<Point> points) {
    assertThat(points.stream().map(Point::jobs).distinct())
        .as("looks at a worker's memory, at different numbers of jobs")
        .hasSizeGreaterThanOrEqualTo(FEWEST_POINTS);
    double jobs = points.stream().mapToDouble(Point::jobs).average().orElseThrow();
    double megabytes = points.stream().mapToDouble(Point::megabytes).average().orElseThrow();
    double both = 0;
    double spread = 0;
    for (Point point : points) {
      both += (point.jobs() - jobs) * (point.megabytes() - megabytes);
      spread += (point.jobs() - jobs) * (point.jobs() - jobs);
    }
    return 1000 * both / spread;
  }

  private static int[] shares(Pool pool) throws Exception {
    int[] shares = new int[WORKERS];
    for (int i = 0; i < WORKERS; i++) {
      shares[i] = pool.all().get(i).lines(Journal.BEGIN).stream().mapToInt(b -> b.length).sum();
    }
    return shares;
  }
}
