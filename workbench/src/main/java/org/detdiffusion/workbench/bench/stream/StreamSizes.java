package org.detdiffusion.workbench.bench.stream;

import java.util.List;

/**
 * How much is measured in a round.
 *
 * @param imageBatches batches of images
 * @param jobs without work, at once
 * @param lateJobs without work, at a constant rate
 * @param records transformed, at most
 * @param batches in which they are transformed
 * @param workers of the pools
 * @param jobsAWorker of a pool
 */
record StreamSizes(
    int imageBatches,
    int jobs,
    int lateJobs,
    int records,
    List<Integer> batches,
    List<Integer> workers,
    int jobsAWorker) {

  static StreamSizes full() {
    return new StreamSizes(
        12, 20_000, 1000, 6000, List.of(10, 100, 500), List.of(1, 2, 4, 8, 12), 60);
  }

  static StreamSizes quick() {
    return new StreamSizes(5, 10_000, 300, 3000, List.of(10, 100, 500), List.of(1, 4, 12), 30);
  }

  /** To warm up, and to see that everything runs. */
  static StreamSizes tiny() {
    return new StreamSizes(2, 2000, 50, 600, List.of(10, 100), List.of(1, 3), 5);
  }
}
