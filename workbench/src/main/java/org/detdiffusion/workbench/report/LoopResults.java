package org.detdiffusion.workbench.report;

import java.util.List;
import java.util.Map;

/**
 * All that a closed loop has measured so far.
 *
 * @param images number of real images by split
 * @param leftOut what the source holds and the loop does not use, counted by reason
 * @param settings the numbers it was run with
 */
public record LoopResults(
    String data,
    String profile,
    long seed,
    String command,
    List<String> classes,
    Map<String, Integer> images,
    Map<String, Integer> leftOut,
    Map<String, Object> settings,
    List<RoundResults> rounds,
    StageSeconds times)
    implements RunResults {

  RoundResults last() {
    return rounds.get(rounds.size() - 1);
  }
}
