package org.detdiffusion.workerkit;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives the stack trace of a failure once: a bad record a second would bury the log under the same
 * one. Failures are the same when they are of one class and come from one place.
 */
public final class Traces {
  /** Of a process; what fails in more places than that is told without. */
  private static final int MOST = 200;

  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** The failure to log the trace of, or null where that was done before. */
  public Throwable once(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    String place = trace.length == 0 ? "" : trace[0].toString();
    boolean isNew = told.size() < MOST && told.add(failure.getClass().getName() + place);
    return isNew ? failure : null;
  }

  /** What failed, in a line. */
  public static String reason(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
