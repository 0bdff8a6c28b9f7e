package org.detdiffusion.workbench.page.jobs;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.detdiffusion.messages.AugmentationJob;

/** An augmentation job and the ids of its layouts; layouts may come before their job. */
final class TrackedJob {
  private static final double A_MINUTE = 60;

  private final String id;
  private final Set<String> planned = new HashSet<>();
  private final Set<String> made = new HashSet<>();
  private final Set<String> failed = new HashSet<>();
  private Optional<AugmentationJob> asked = Optional.empty();
  private Optional<String> refused = Optional.empty();

  TrackedJob(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  void ask(AugmentationJob job) {
    asked = Optional.of(job);
    refused = Optional.empty();
  }

  void refuse(String reason) {
    refused = Optional.of(reason);
  }

  void plan(String layout) {
    planned.add(layout);
    failed.remove(layout);
  }

  void make(String layout) {
    made.add(layout);
    failed.remove(layout);
  }

  void fail(String layout) {
    if (!made.contains(layout)) {
      failed.add(layout);
    }
  }

  boolean isAsked() {
    return asked.isPresent();
  }

  boolean isWaitingForItsPlan() {
    return isAsked() && planned.isEmpty() && made.isEmpty() && refused.isEmpty();
  }

  private int toMake() {
    return planned.size() - (int) planned.stream().filter(made::contains).count() - failed.size();
  }

  /**
   * As it is now.
   *
   * @param perMinute images made of any job
   * @param cancelled whether no more of it shall be made
   */
  JobState state(double perMinute, boolean cancelled) {
    AugmentationJob job = asked.orElseThrow();
    int left = toMake();
    return new JobState(
        id,
        job.getDataSet(),
        job.getSplit(),
        job.getStrategy().name(),
        job.getLayouts().name(),
        job.getFocus().name(),
        job.getGenerator(),
        job.getImages(),
        planned.size(),
        made.size(),
        failed.size(),
        cancelled,
        refused,
        left > 0 && !cancelled && perMinute > 0
            ? Optional.of(left * A_MINUTE / perMinute)
            : Optional.empty());
  }
}
