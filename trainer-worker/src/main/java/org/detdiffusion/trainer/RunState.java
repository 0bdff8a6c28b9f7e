package org.detdiffusion.trainer;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Where a run stands, as written in its folder.
 *
 * @param jobSha256 of the job's bytes: the same id with another job is another run
 * @param dataSha256 of the data it learns from
 * @param offsets how far the stream was read for that data
 * @param checkpoint folder to resume from, below the run's; empty before the first
 * @param published checkpoint below the models directory; empty until the run is finished
 * @param metrics measured at the end
 */
record RunState(
    String runId,
    String jobSha256,
    String dataSha256,
    Map<String, Long> offsets,
    int step,
    String checkpoint,
    String published,
    Map<String, Double> metrics) {

  /** What a file lacks is null: such a state is none. */
  RunState {
    Stream.of(runId, jobSha256, dataSha256, offsets, checkpoint, published, metrics)
        .forEach(Objects::requireNonNull);
  }

  static RunState beginning(String runId, String jobSha256, String dataSha256, Offsets offsets) {
    return new RunState(runId, jobSha256, dataSha256, offsets.sorted(), 0, "", "", Map.of());
  }

  RunState at(int newStep, String newCheckpoint) {
    return new RunState(
        runId, jobSha256, dataSha256, offsets, newStep, newCheckpoint, published, metrics);
  }

  RunState finished(int lastStep, String location, Map<String, Double> measured) {
    return new RunState(runId, jobSha256, dataSha256, offsets, lastStep, "", location, measured);
  }

  boolean isFinished() {
    return !published.isEmpty();
  }
}
