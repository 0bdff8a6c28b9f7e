package org.detdiffusion.trainer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.detdiffusion.workerkit.Incoming;
import org.detdiffusion.workerkit.TraceHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids of the synthetic images that have come, by job: each message is read once, as it comes. */
final class MadeImages {
  private static final Logger LOG = LoggerFactory.getLogger(MadeImages.class);
  private static final OfJob NONE = new OfJob(Set.of(), Map.of());

  private final Map<String, OfJob> byJob = new HashMap<>();

  /**
   * The images of one augmentation job.
   *
   * @param trace headers of the first to come; empty if it came without any
   */
  record OfJob(Set<String> ids, Map<String, String> trace) {}

  /** False for what no run will ever use: a repeat, since the first stands, or broken bytes. */
  boolean add(Incoming record) {
    try {
      SyntheticImage image = Wire.decode(SyntheticImage.class, record.value());
      return byJob
          .computeIfAbsent(
              image.getJobId(), job -> new OfJob(new HashSet<>(), TraceHeaders.of(record)))
          .ids()
          .add(image.getId());
    } catch (UnreadableMessageException unreadable) {
      LOG.debug("left out a synthetic image: {}", unreadable.getMessage());
      return false;
    }
  }

  int count(Collection<String> jobs) {
    return jobs.stream().distinct().mapToInt(job -> of(job).ids().size()).sum();
  }

  /** Grows as more come. */
  OfJob of(String job) {
    return byJob.getOrDefault(job, NONE);
  }
}
