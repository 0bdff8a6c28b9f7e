package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.detdiffusion.messages.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three brokers, stopped one after the other while a pool and a consumer group are at work. */
class BrokerFaultsTest {
  private static final int NODES = 3;
  private static final int WORKERS = 2;
  private static final int JOB_MILLIS = 150;
  private static final int IMAGE_MILLIS = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final Profile profile = Profile.current();
  private Cluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = Cluster.start(NODES, NODES);
  }

  /**
   * In the background: three brokers that leave together take ten seconds to give each other up.
   */
  @AfterEach
  void stop() {
    new Thread(cluster::close, "cluster-closing").start();
  }

  /** Stops a broker in some way. */
  private interface Fault {
    void strike(int node) throws Exception;
  }

  @Case("D3")
  void nothingIsLostWhenBrokersAreBouncedAndHalted() throws Exception {
    int jobs = profile.bouncedJobs();
    try (var generators = new Pool(cluster, "D3", Kind.GENERATOR);
        var labellers = new Pool(cluster, "D3labeller", Kind.LABELLER);
        var queue = new Queue(cluster, "D3");
        var results = queue.results(2 * jobs);
        var images = new Images(cluster, "D3");
        var verdicts = images.verdicts(2 * jobs)) {
      Report.progress("D3: %d brokers are up", NODES);
      generators.start(WORKERS, Map.of());
      labellers.start(1, images.settings(IMAGE_MILLIS)).awaitReady();
      generators.awaitReady();
      queue.send(0, jobs, index -> JOB_MILLIS);
      images.send(0, jobs);
      Await.until("the first verdicts", PATIENCE, () -> verdicts.look() > 0);
      for (WorkerProcess generator : generators.all()) {
        Await.until("a generator's first job", PATIENCE, () -> generator.has(Journal.BEGIN));
      }
      Await.until("the first assignment to be counted", PATIENCE, () -> rebalances(labellers) > 0);
      int before = rebalances(labellers);
      strike(profile.bounces(), cluster.kafka()::stopNode);
      queue.send(jobs, 2 * jobs, index -> JOB_MILLIS);
      images.send(jobs, 2 * jobs);
      int clean = rebalances(labellers) - before;
      strike(profile.halts(), cluster.kafka()::haltNode);
      Report.progress("D3: all brokers are back");
      results.awaitAll(PATIENCE);
      Report.progress("D3: all results are there");
      verdicts.awaitAll(PATIENCE);
      generators.terminate();
      labellers.terminate();
      report(results, verdicts, clean, rebalances(labellers) - before - clean);
      assertThat(results.lost()).isEmpty();
      assertThat(verdicts.lost()).isEmpty();
      assertThat(verdicts.records()).isEqualTo(2 * jobs);
      assertThat(clean).as("rebalances at clean bounces").isZero();
    }
  }

  /** Its lock is gone with the leader; Kafka's consumer may drop the renewal without a word. */
  @Case("D3b")
  void aWorkerWhoseJobsLeaderLeavesDoesThatJobAndTheNext() throws Exception {
    try (var pool = new Pool(cluster, "D3b", Kind.GENERATOR);
        var queue = new Queue(cluster, "D3b");
        var results = queue.results(1 + NODES)) {
      var worker = pool.start(Map.of());
      pool.awaitReady();
      queue.send(0, 1, index -> Math.toIntExact(Cluster.LOCK.multipliedBy(2).toMillis()));
      Await.until("the job to be begun", PATIENCE, () -> worker.has(Journal.BEGIN));
      cluster.kafka().stopNode(cluster.leaderOf(Topics.LAYOUT_JOBS, "D3b-0"));
      queue.send(1, 1 + NODES, index -> JOB_MILLIS);
      results.awaitAll(PATIENCE);
      var runs = pool.runs();
      Report.row(
          "D3b",
          "the broker that leads a job at work is stopped in order: that job and the next are done",
          "lost %d; GPU runs of the job %d, of all %d",
          results.lost().size(),
          runs.get(0L),
          runs.values().stream().mapToInt(Integer::intValue).sum());
      assertThat(results.lost()).isEmpty();
      assertThat(pool.terminate()).containsOnly(0);
    }
  }

  private void report(Verifier results, Verifier verdicts, int clean, int hard) throws Exception {
    Report.row(
        "D3",
        "each of 3 brokers bounced %d x clean and %d x hard: lost 0, 0 rebalances at clean ones"
            .formatted(profile.bounces(), profile.halts()),
        "jobs: lost %d, distinct results %d, records %d; images judged: lost %d, records %d;"
            + " rebalances %d at clean, %d at hard ones",
        results.lost().size(),
        results.distinct(),
        results.records(),
        verdicts.lost().size(),
        verdicts.records(),
        clean,
        hard);
  }

  private void strike(int rounds, Fault fault) throws Exception {
    for (int round = 1; round <= rounds; round++) {
      for (int node = 1; node <= NODES; node++) {
        fault.strike(node);
        cluster.kafka().startNode(node);
        Await.until("all replicas in sync", PATIENCE, cluster::isInSync);
        Report.progress("D3: node %d is back in sync, round %d of %d", node, round, rounds);
      }
    }
  }

  private static int rebalances(Pool labellers) throws Exception {
    return labellers.all().stream().mapToInt(BrokerFaultsTest::last).sum();
  }

  private static int last(WorkerProcess worker) {
    try {
      var lines = worker.lines(Journal.REBALANCED);
      return lines.isEmpty() ? 0 : Integer.parseInt(lines.get(lines.size() - 1)[0]);
    } catch (java.io.IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
