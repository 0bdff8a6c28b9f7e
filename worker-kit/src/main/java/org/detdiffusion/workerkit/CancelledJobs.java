package org.detdiffusion.workerkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.detdiffusion.messages.JobCancellation;
import org.detdiffusion.messages.Printable;
import org.detdiffusion.messages.UnreadableMessageException;
import org.detdiffusion.messages.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The augmentation jobs that were cancelled, as a {@link TopicTail} tells of them. */
public final class CancelledJobs {
  private static final Logger LOG = LoggerFactory.getLogger(CancelledJobs.class);

  private static final int MOST_SHOWN = 80;

  private final Set<String> ids = ConcurrentHashMap.newKeySet();

  /**
   * Takes a record of {@code cancelled-jobs}; one without a value takes its key's back, one whose
   * key is not the job's id is passed over.
   */
  public void accept(Incoming record) {
    if (record.value() != null) {
      add(record);
    } else if (record.key() != null) {
      ids.remove(record.key());
    }
  }

  /** Counts a job as cancelled before the topic tells so. */
  public void add(String job) {
    ids.add(job);
  }

  /** Only under its own id can a cancellation be taken back, and outlive compaction. */
  private void add(Incoming record) {
    try {
      String id = Wire.decode(JobCancellation.class, record.value()).getId();
      if (id.equals(record.key())) {
        add(id);
      } else {
        LOG.warn(
            "a cancellation of job '{}' was passed over: its key must be the job's id",
            Printable.line(id, MOST_SHOWN));
      }
    } catch (UnreadableMessageException unreadable) {
      LOG.warn("a cancellation was passed over: {}", unreadable.getMessage());
    }
  }

  /** False for the empty id, which layouts without a job have. */
  public boolean contains(String job) {
    return !job.isEmpty() && ids.contains(job);
  }
}
