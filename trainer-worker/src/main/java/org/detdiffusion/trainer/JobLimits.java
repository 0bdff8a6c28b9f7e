package org.detdiffusion.trainer;

import java.util.Collection;
import org.detdiffusion.messages.LabelScope;
import org.detdiffusion.messages.TrainingJob;
import org.detdiffusion.workerkit.Ids;
import org.detdiffusion.workerkit.RejectedException;

/** How long a training job's names and lists may be. */
final class JobLimits {
  static final int MOST_SPLITS = 100;
  static final int MOST_SYNTHETIC_JOBS = 1_000;
  static final int MOST_ANNOUNCEMENTS = 1_000;

  private JobLimits() {}

  /** Refuses what is longer than any run needs. */
  static void check(TrainingJob job) throws RejectedException {
    Ids.check("id", job.getId());
    Ids.check("dataSet", job.getDataSet());
    Ids.check("testSplit", job.getTestSplit());
    count("splits", job.getSplits(), MOST_SPLITS);
    names("splits", job.getSplits());
    count("syntheticJobs", job.getSyntheticJobs(), MOST_SYNTHETIC_JOBS);
    names("syntheticJobs", job.getSyntheticJobs());
    count("announceAt", job.getAnnounceAt(), MOST_ANNOUNCEMENTS);
    scope("heldOut", job.getHeldOut());
    scope("labels", job.getLabels());
  }

  private static void count(String field, Collection<?> values, int most) throws RejectedException {
    JobCheck.require(
        values.size() <= most, "%s has %d entries; %d are the most", field, values.size(), most);
  }

  private static void names(String field, Collection<String> names) throws RejectedException {
    for (String name : names) {
      Ids.check("entry of " + field, name);
    }
  }

  private static void scope(String field, LabelScope scope) throws RejectedException {
    if (scope != null) {
      Ids.check("dataSet of " + field, scope.getDataSet());
      Ids.check("split of " + field, scope.getSplit());
    }
  }
}
