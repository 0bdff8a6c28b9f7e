package org.detdiffusion.workerkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The augmentation jobs that were cancelled, as a {@link TopicTail} tells of them. */
public final class CancelledJobs {
  private static final Logger LOG = LoggerFactory.getLogger(CancelledJobs.class);

  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /** Takes a record of {@code cancelled-jobs}; one without a value takes its key's back. */
  public void accept(Incoming record) {
    if (record.value() != null) {
      add(record);
    } else if (record.key() != null) {
      ids.remove(record.key());
    }
  }

  private void add(Incoming record) {
    try {
      ids.add(Wire.decode(JobCancellation.class, record.value()).getId());
    } catch (UnreadableMessageException unreadable) {
      LOG.warn("a cancellation was passed over: {}", unreadable.getMessage());
    }
  }

  /** False for the empty id, which layouts without a job have. */
  public boolean contains(String job) {
    return !job.isEmpty() && ids.contains(job);
  }
}
