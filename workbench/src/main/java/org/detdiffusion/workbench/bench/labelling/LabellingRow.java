package org.detdiffusion.workbench.bench.labelling;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A detector's rounds.
 *
 * @param images judged in each round
 */
record LabellingRow(String detector, int images, List<CpuTimes> rounds) {

  /** Images a second in the best round, in one sense of second. */
  double rate(ToDoubleFunction<CpuTimes> seconds) {
    return images / rounds.stream().mapToDouble(seconds).min().orElseThrow();
  }
}
