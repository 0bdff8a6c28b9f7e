package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A pool of generators whose members are killed, or come and go. */
class KilledGeneratorsTest {
  private static final int BATCH = 2;
  private static final Map<String, String> SETTINGS = Map.of("batch", Integer.toString(BATCH));
  private static final int SHORTEST_MILLIS = 150;
  private static final int MORE_MILLIS = 200;
  private static final double MOST_REPEATED = 0.05;
  private static final int LEFT_FOR_EACH = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Profile profile = Profile.current();
  private final Cluster cluster = OneNode.cluster();
  private int kills;

  @Case("D1")
  void losesNothingWhenWorkersAreKilled() throws Exception {
    int jobs = profile.killedJobs();
    var random = new Random(1);
    var images = StoredImages.of(cluster, "D1");
    var settings = images.settings(SETTINGS);
    try (var pool = new Pool(cluster, "D1", Kind.GENERATOR);
        var queue = new Queue(cluster, "D1");
        var results = queue.results(jobs)) {
      pool.start(profile.workers(), settings).awaitReady();
      queue.send(jobs, index -> SHORTEST_MILLIS + random.nextInt(MORE_MILLIS));
      killSome(pool, settings, results, random);
      int atLastKill = results.look();
      results.awaitAll(PATIENCE.multipliedBy(5));
      pool.terminate();
      int runs = pool.runs().values().stream().mapToInt(Integer::intValue).sum();
      Report.row(
          "D1",
          "%d jobs, %d workers, kill -9 of a random one: lost 0, repeated GPU work at most %.1f %%"
              .formatted(jobs, profile.workers(), 100.0 * mostRepeated(jobs) / jobs),
          "%d kills, %d results at the last; lost %d; distinct results %d, images in the store %d; records written twice %d; GPU runs %d, repeated"
              + " %.2f %%",
          kills,
          atLastKill,
          results.lost().size(),
          results.distinct(),
          images.count(),
          results.records() - jobs,
          runs,
          100.0 * (runs - jobs) / jobs);
      assertThat(results.lost()).isEmpty();
      assertThat(results.distinct()).isEqualTo(jobs);
      assertThat(images.count()).isEqualTo(jobs);
      assertThat(images.broken()).isEmpty();
      assertThat(atLastKill).as("results at the last kill").isLessThan(jobs);
      assertThat(runs - jobs).isLessThanOrEqualTo(mostRepeated(jobs));
    }
  }

  /** In the quick form a kill falls on fewer jobs, so it is held to what a kill can cost. */
  private int mostRepeated(int jobs) {
    int promised = (int) (jobs * MOST_REPEATED) - 1;
    return profile.isFull() ? promised : Math.max(kills * BATCH, promised);
  }

  /** Spread evenly over the results, so that each kill falls on work. */
  private void killSome(Pool pool, Map<String, String> settings, Verifier results, Random random)
      throws Exception {
    while (kills < profile.kills()) {
      int due = profile.killedJobs() * (kills + 1) / (profile.kills() + 1) * 9 / 10;
      Await.until("results", PATIENCE, () -> results.look() >= due && pool.ready() > 1);
      Await.pause(Duration.ofMillis(random.nextInt(SHORTEST_MILLIS + MORE_MILLIS)));
      pool.killOne(random);
      pool.start(settings);
      kills++;
      Report.progress("D1: %d results after %d kills", results.look(), kills);
    }
  }

  @Case("D7")
  void losesAndRepeatsNothingWhenThePoolGrowsAndShrinks() throws Exception {
    int jobs = profile.scaledJobs();
    int most = profile.mostWorkers();
    try (var pool = new Pool(cluster, "D7", Kind.GENERATOR);
        var queue = new Queue(cluster, "D7");
        var results = queue.results(jobs)) {
      pool.start(1, SETTINGS).awaitReady();
      queue.send(jobs, index -> SHORTEST_MILLIS);
      Await.until("the first results", PATIENCE, () -> results.look() > 0);
      pool.start(most - 1, SETTINGS).awaitReady();
      int left =
          Math.min(most * LEFT_FOR_EACH, jobs * 3 / 4); // so that each has work when it is stopped
      Await.until("most results", PATIENCE.multipliedBy(4), () -> results.look() >= jobs - left);
      List<Integer> codes = shrink(pool);
      int shrunk = results.look();
      results.awaitAll(PATIENCE.multipliedBy(4));
      codes.addAll(pool.terminate());
      int runs = pool.runs().values().stream().mapToInt(Integer::intValue).sum();
      Report.row(
          "D7",
          "1 to %d to 1 workers by SIGTERM, %d jobs: lost 0, repeated GPU runs 0, exit code 0"
              .formatted(most, jobs),
          "lost %d; results %d, %d of them when one worker was left; GPU runs %d; exit codes %s",
          results.lost().size(),
          results.records(),
          shrunk,
          runs,
          codes);
      assertThat(shrunk).as("results when the pool has shrunk").isLessThan(jobs);
      assertThat(results.lost()).isEmpty();
      assertThat(results.records()).isEqualTo(jobs);
      assertThat(runs).isEqualTo(jobs);
      assertThat(codes).containsOnly(0);
    }
  }

  private static List<Integer> shrink(Pool pool) throws Exception {
    List<Integer> codes = new java.util.ArrayList<>();
    while (pool.living().size() > 1) {
      var first = pool.living().get(0);
      first.send(Signal.TERM);
      codes.add(first.awaitExit(Duration.ofSeconds(30)));
    }
    return codes;
  }
}
