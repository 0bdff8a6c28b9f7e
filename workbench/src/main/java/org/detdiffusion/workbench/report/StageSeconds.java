package org.detdiffusion.workbench.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long a run's stages took.
 *
 * @param starts of the run; 0 when its times are not known
 * @param seconds wall time by stage, in their order, added up over all starts
 */
public record StageSeconds(int starts, Map<String, Double> seconds) {
  public static final StageSeconds NONE = new StageSeconds(0, Map.of());

  public StageSeconds {
    seconds = new LinkedHashMap<>(seconds);
  }

  /** What the times mean, for the reader of a report. */
  public String meaning() {
    return switch (starts) {
      case 0 -> "not known: an earlier start has left none";
      case 1 -> "of one start, without interruption";
      default -> "added up over " + starts + " starts, the time between them left out";
    };
  }
}
