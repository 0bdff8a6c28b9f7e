package org.detdiffusion.workerkit;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What became of the jobs of one partition, from the first unfinished one on. That one is the
 * offset to commit, and never a later one; how often it and those after it were begun, and which of
 * them are done, goes with it as metadata, so that whoever takes over knows.
 */
final class PartitionLedger {
  /** How often an unfinished job was begun, by offset. */
  private final NavigableMap<Long, Integer> unfinished = new TreeMap<>();

  /** Every job before it is done, unless it is unfinished. */
  private long end;

  private long lastRead = -1;
  private OffsetAndMetadata committed;

  /** A partition of which nothing is known. */
  PartitionLedger() {
    this(new OffsetAndMetadata(0));
  }

  /** As somebody left it. */
  PartitionLedger(OffsetAndMetadata committed) {
    this.committed = committed;
    this.end = committed.offset();
    for (var run : LedgerText.read(committed.metadata())) {
      for (long job = end; !run.isDone() && job < end + run.jobs(); job++) {
        unfinished.put(job, run.begun());
      }
      end += run.jobs();
    }
  }

  /**
   * A job was read; false when it is done already. Jobs of a partition come in order, so that those
   * it passed over are gone.
   */
  boolean read(long offset) {
    unfinished.subMap(lastRead, false, offset, false).clear();
    lastRead = offset;
    if (offset >= end) {
      unfinished.put(offset, 0);
      end = offset + 1;
    }
    return unfinished.containsKey(offset);
  }

  /** What lies before an offset was read: jobs, and the marks of transactions, which are none. */
  void passed(long offset) {
    end = Math.max(end, offset);
  }

  int begun(long offset) {
    return unfinished.get(offset);
  }

  void begin(long offset) {
    unfinished.merge(offset, 1, Integer::sum);
  }

  /** It was begun, but whoever did was not to blame for the end of it. */
  void takeBack(long offset) {
    unfinished.merge(offset, -1, Integer::sum);
  }

  void done(long offset) {
    unfinished.remove(offset);
  }

  /** What is to be committed. */
  OffsetAndMetadata position() {
    long first = unfinished.isEmpty() ? end : unfinished.firstKey();
    return new OffsetAndMetadata(first, LedgerText.write(unfinished, end));
  }

  boolean isCommitted() {
    return position().equals(committed);
  }

  void committed(OffsetAndMetadata position) {
    committed = position;
  }
}
