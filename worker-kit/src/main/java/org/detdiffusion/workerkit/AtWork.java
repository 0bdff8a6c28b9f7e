package org.detdiffusion.workerkit;

import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/**
 * Names what this thread works on, on each line of the log, until it is closed: {@code job} is the
 * id of the job that a record belongs to, or its key, {@code record} the keys, {@code trace} the
 * ids of their traces where they have any.
 */
final class AtWork implements AutoCloseable {
  static final String JOB = "job";
  static final String RECORD = "record";
  static final String TRACE = "trace";

  /** In a line: more names than a person reads. */
  private static final int MOST = 3;

  private AtWork(List<Incoming> records) {
    MDC.put(JOB, names(records.stream().map(AtWork::job).distinct().toList()));
    MDC.put(RECORD, names(records.stream().map(AtWork::key).toList()));
    List<String> traces =
        records.stream().flatMap(record -> TraceHeaders.trace(record).stream()).distinct().toList();
    if (!traces.isEmpty()) {
      MDC.put(TRACE, names(traces));
    }
  }

  static AtWork on(List<Incoming> records) {
    return new AtWork(records);
  }

  /** The id of the job that a record belongs to, or its key. */
  static String job(Incoming record) {
    return record.headers().getOrDefault(Ids.JOB_HEADER, key(record));
  }

  private static String key(Incoming record) {
    return record.key() == null ? record.topic() + " offset " + record.offset() : record.key();
  }

  static String names(List<String> all) {
    String some = all.stream().limit(MOST).collect(Collectors.joining(", "));
    return all.size() > MOST ? some + " and " + (all.size() - MOST) + " more" : some;
  }

  @Override
  public void close() {
    MDC.remove(JOB);
    MDC.remove(RECORD);
    MDC.remove(TRACE);
  }
}
