package org.detdiffusion.chaos;

import java.time.Duration;

/**
 * How much of everything: the quick numbers are for every build, the full ones ({@code -Pchaos})
 * for the promises that {@code docs/chaos.md} publishes.
 *
 * @param killedJobs jobs that are worked on while workers are killed
 * @param workers of the pool that is killed
 * @param kills fewest kills
 * @param volumeJobs jobs that take no time
 * @param bounces clean restarts of each broker
 * @param halts hard halts of each broker
 * @param bouncedJobs jobs that are worked on meanwhile
 * @param longJob duration of the one long job
 * @param shortJobs jobs beside it
 * @param poisonedJobs jobs among which one in a hundred, or at least one of each kind, is bad
 * @param mostWorkers of the pool that grows and shrinks
 * @param scaledJobs jobs that are worked on meanwhile
 * @param streamImages images that labellers judge while they are killed
 * @param streamKills kills of labellers
 * @param trainerKills kills of the trainer in one run
 * @param backlogImages images of 0.8 MB that wait for workers with a heap of 64 MB
 * @param trainedNetwork whether it trains a network, not a number
 */
record Profile(
    int killedJobs,
    int workers,
    int kills,
    int volumeJobs,
    int bounces,
    int halts,
    int bouncedJobs,
    Duration longJob,
    int shortJobs,
    int poisonedJobs,
    int mostWorkers,
    int scaledJobs,
    int streamImages,
    int streamKills,
    int trainerKills,
    int backlogImages,
    boolean trainedNetwork) {

  static Profile current() {
    return isAskedInFull() ? full() : quick();
  }

  private static boolean isAskedInFull() {
    return "full".equals(System.getProperty("chaos.profile"));
  }

  /** Whether it has the numbers of the promises. */
  boolean isFull() {
    return equals(full());
  }

  private static Profile quick() {
    return new Profile(
        120, 3, 4, 9_000, 1, 1, 60, Duration.ofSeconds(10), 80, 300, 4, 160, 300, 3, 3, 400, false);
  }

  private static Profile full() {
    return new Profile(
        10_000,
        6,
        120,
        100_000,
        5,
        2,
        1_000,
        Duration.ofMinutes(20),
        1_000,
        10_000,
        12,
        3_000,
        20_000,
        30,
        50,
        4_000,
        true);
  }
}
