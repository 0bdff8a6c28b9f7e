package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** One job that takes many locks' time, beside short ones. */
class LongJobTest {
  private static final int WORKERS = 3;
  private static final int SHORT_MILLIS = 20;
  private static final int FOR_COMPARISON = 200;

  /** Of the short jobs' p99 beside the long one over that without it, of hundreds of jobs each. */
  private static final double MOST_RATIO = 1.5;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();

  @Case("D4")
  void aLongJobRunsOnceAndHoldsUpNobody() throws Exception {
    int few = Math.min(profile.shortJobs() / 2, FOR_COMPARISON);
    Duration between = profile.longJob().dividedBy(profile.shortJobs());
    long[] alone = latencies("D4alone", WORKERS - 1, Duration.ZERO, few, between);
    long[] beside = latencies("D4", WORKERS, profile.longJob(), profile.shortJobs(), between);
    Report.row(
        "D4",
        "a job of %d s (locks last %d s) beside %d short ones: one GPU run, one delivery, neighbours'"
                .formatted(
                    profile.longJob().toSeconds(), Cluster.LOCK.toSeconds(), profile.shortJobs())
            + " p99 at most %.1f times that without it (asserted in full)".formatted(MOST_RATIO),
        "run once, delivered once; p50/p99/max of the short ones %d/%d/%d ms, without the long one"
            + " %d/%d/%d ms",
        percentile(beside, 50),
        percentile(beside, 99),
        percentile(beside, 100),
        percentile(alone, 50),
        percentile(alone, 99),
        percentile(alone, 100));
    assertThat(percentile(beside, 100)).isLessThan(profile.longJob().toMillis());
    if (profile.isFull()) {
      assertThat((double) percentile(beside, 99) / percentile(alone, 99))
          .as("the short ones' p99 over that without the long job")
          .isLessThan(MOST_RATIO);
    }
  }

  /** From sending to the result, of the short jobs, sorted, in milliseconds. */
  private long[] latencies(
      String name, int workers, Duration longJob, int shortJobs, Duration between)
      throws Exception {
    int jobs = shortJobs + 1;
    try (var pool = new Pool(cluster, name, Kind.GENERATOR);
        var queue = new Queue(cluster, name);
        var results = queue.results(jobs)) {
      pool.start(workers, Map.of()).awaitReady();
      queue.sendOne(0, Math.toIntExact(longJob.toMillis()));
      Await.until("work on the long job", PATIENCE, () -> pool.runs().containsKey(0L));
      for (int index = 1; index < jobs; index++) {
        queue.sendOne(index, SHORT_MILLIS);
        Await.pause(between);
      }
      Report.progress("%s: %d short jobs are sent", name, shortJobs);
      results.awaitAll(longJob.plus(PATIENCE));
      pool.terminate();
      assertRunOnce(name, pool, results);
      return latencies(queue, results, jobs);
    }
  }

  private static void assertRunOnce(String name, Pool pool, Verifier results) throws Exception {
    assertThat(pool.runs().values()).containsOnly(1);
    assertThat(results.records()).isEqualTo(results.distinct());
    for (WorkerProcess worker : pool.all()) {
      assertThat(worker.lines(Journal.AGAIN))
          .as("second deliveries of the long job")
          .noneMatch(line -> line[0].equals(name + "-0"));
    }
  }

  private static long[] latencies(Queue queue, Verifier results, int jobs) {
    long[] latencies = new long[jobs - 1];
    for (int index = 1; index < jobs; index++) {
      latencies[index - 1] = results.firstAt(index) - queue.sentAt(index);
    }
    Arrays.sort(latencies);
    return latencies;
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
