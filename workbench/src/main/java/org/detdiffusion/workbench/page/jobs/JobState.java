package org.detdiffusion.workbench.page.jobs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Optional;

/**
 * An augmentation job on its way.
 *
 * @param images asked for
 * @param planned layout jobs made of it
 * @param made images made of those, each counted once
 * @param failed layout jobs of it that are dead letters
 * @param cancelled whether no more of it shall be made
 * @param refused why it can't be planned
 * @param secondsLeft until its last image, at the pace of the last minute; empty where there is
 *     none
 */
public record JobState(
    String id,
    String dataSet,
    String split,
    String strategy,
    String layouts,
    String focus,
    String generator,
    int images,
    int planned,
    int made,
    int failed,
    boolean cancelled,
    Optional<String> refused,
    Optional<Double> secondsLeft) {

  /** Whether there is nothing to cancel: all that can come of it has come, or it was cancelled. */
  @JsonIgnore
  public boolean isOver() {
    return cancelled || refused.isPresent() || planned > 0 && made + failed >= planned;
  }
}
