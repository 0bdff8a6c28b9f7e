package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

/** A producer that sends every job twice. */
class RepeatedJobsTest {
  private static final int JOBS = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Cluster cluster = OneNode.cluster();

  @Case("D8")
  void aJobSentTwiceCostsOneWorkerNothingAndIsOneResultForReaders() throws Exception {
    try (var pool = new Pool(cluster, "D8", Kind.GENERATOR);
        var queue = new Queue(cluster, "D8");
        var last = new Queue(cluster, "D8last");
        var results = queue.results(JOBS);
        var end = last.results(1)) {
      pool.start(1, Map.of("batch", "16")).awaitReady();
      queue.send(JOBS, index -> 5);
      results.awaitAll(PATIENCE);
      queue.send(JOBS, index -> 5);
      last.send(1, index -> 5);
      end.awaitAll(PATIENCE);
      results.settle();
      pool.terminate();
      int runs = pool.runs().values().stream().mapToInt(Integer::intValue).sum() - 1;
      Report.row(
          "D8",
          "%d jobs sent twice: distinct results = distinct jobs, the second costs no GPU"
              .formatted(JOBS),
          "distinct results %d; records %d; GPU runs %d (one worker)",
          results.distinct(),
          results.records(),
          runs);
      assertThat(results.distinct()).isEqualTo(JOBS);
      assertThat(runs).isEqualTo(JOBS);
    }
  }
}
