package org.detdiffusion.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.detdiffusion.chaos.PausePoint.Place;

/** Workers that stand still for three locks' time and then go on as if nothing had happened. */
class ZombieTest {
  private static final int JOB_MILLIS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<Place, Integer> RECORDS =
      Map.of(
          Place.MID_JOB,
          1,
          Place.AFTER_UPLOAD,
          1,
          Place.BEFORE_PRODUCE,
          2,
          Place.BEFORE_ACKNOWLEDGEMENT,
          2);

  private final Cluster cluster = OneNode.cluster();

  /**
   * A worker that stands still after its last look at the lock writes its result as well: a second
   * record of the same key, which readers drop.
   */
  @Case("D5")
  void aZombiesAcknowledgementIsRefusedAndOneResultIsVisible() throws Exception {
    int jobs = RECORDS.size();
    var images = StoredImages.of(cluster, "D5");
    try (var pool = new Pool(cluster, "D5", Kind.GENERATOR);
        var queue = new Queue(cluster, "D5");
        var results = queue.results(jobs)) {
      Map<Place, WorkerProcess> zombies = new EnumMap<>(Place.class);
      for (Place place : RECORDS.keySet()) {
        zombies.put(place, pool.start(images.settings(Map.of("pauseAt", place.name()))));
      }
      pool.awaitReady();
      queue.send(jobs, index -> JOB_MILLIS);
      for (WorkerProcess zombie : zombies.values()) {
        Await.until("a pause", PATIENCE, () -> zombie.has(Journal.PAUSED));
      }
      pool.start(1, images.settings(Map.of()));
      Await.pause(Cluster.LOCK.multipliedBy(3));
      results.awaitAll(PATIENCE);
      zombies.values().forEach(zombie -> zombie.send(Signal.CONT));
      results.settle();
      assertThat(pool.terminate()).containsOnly(0);
      results.settle();
      check(zombies, results, images.count());
    }
  }

  private static void check(Map<Place, WorkerProcess> zombies, Verifier results, int images)
      throws Exception {
    var measured = new StringBuilder("lost 0");
    int expected = 0;
    for (var zombie : zombies.entrySet()) {
      double lost = zombie.getValue().meter("detdiffusion.locks.lost");
      measured.append("; %s: locks lost %.0f".formatted(zombie.getKey(), lost));
      expected += RECORDS.get(zombie.getKey());
    }
    measured.append(
        "; records %d of %d jobs, images in the store %d"
            .formatted(results.records(), results.distinct(), images));
    Report.row(
        "D5",
        "SIGSTOP for 3 locks, then SIGCONT: acknowledgement refused, one visible result and one stored image a job",
        measured.toString().replace("%", "%%"));
    assertThat(results.distinct()).isEqualTo(RECORDS.size());
    assertThat(images).isEqualTo(RECORDS.size());
    assertThat(results.records()).isEqualTo(expected);
    for (WorkerProcess zombie : zombies.values()) {
      assertThat(zombie.meter("detdiffusion.locks.lost")).isEqualTo(1);
    }
  }
}
