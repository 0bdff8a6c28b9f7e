package org.detdiffusion.workbench.topics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.AugmentationJob;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;

/**
 * Which synthetic images are exported.
 *
 * @param jobs ids of augmentation jobs; empty with {@code all} and for none
 * @param all those of every job but the ones for other data sets
 */
public record SyntheticChoice(Set<String> jobs, boolean all) {
  private static final String ALL = "all";

  public SyntheticChoice {
    jobs = Set.copyOf(jobs);
  }

  /** Of the command line's words. */
  public static SyntheticChoice of(List<String> words) {
    boolean all = words.contains(ALL);
    return new SyntheticChoice(all ? Set.of() : Set.copyOf(words), all);
  }

  boolean isNone() {
    return !all && jobs.isEmpty();
  }

  /** Which data set each augmentation job is for, as far as the topic tells. */
  static final class Jobs {
    private final Map<String, String> dataSets = new HashMap<>();

    /** What can't be read is no job: the planner has refused it as well. */
    void accept(Incoming record) {
      try {
        AugmentationJob job = Wire.decode(AugmentationJob.class, record.value());
        dataSets.put(job.getId(), job.getDataSet());
      } catch (UnreadableMessageException refused) {
        dataSets.remove(record.key());
      }
    }

    private boolean mayBeOf(String dataSet, String job) {
      return dataSets.getOrDefault(job, dataSet).equals(dataSet);
    }
  }

  boolean takes(String job, String dataSet, Jobs known) {
    return all ? known.mayBeOf(dataSet, job) : jobs.contains(job);
  }
}
