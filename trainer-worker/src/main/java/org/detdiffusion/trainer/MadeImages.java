package org.detdiffusion.trainer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.detdiffusion.messages.SyntheticImage;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids of the synthetic images that have come, by job: each message is read once, as it comes. */
final class MadeImages {
  private static final Logger LOG = LoggerFactory.getLogger(MadeImages.class);

  private final Map<String, Set<String>> idsByJob = new HashMap<>();

  /** False for what no run will ever use: a repeat, since the first stands, or broken bytes. */
  boolean add(byte[] message) {
    try {
      SyntheticImage image = Wire.decode(SyntheticImage.class, message);
      return idsByJob.computeIfAbsent(image.getJobId(), job -> new HashSet<>()).add(image.getId());
    } catch (UnreadableMessageException unreadable) {
      LOG.debug("left out a synthetic image: {}", unreadable.getMessage());
      return false;
    }
  }

  int count(Collection<String> jobs) {
    return jobs.stream()
        .distinct()
        .mapToInt(job -> idsByJob.getOrDefault(job, Set.of()).size())
        .sum();
  }
}
