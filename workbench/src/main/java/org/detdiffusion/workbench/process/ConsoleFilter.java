package org.detdiffusion.workbench.process;

import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * What of the log a person sees beside the progress: our own warnings, and errors of libraries.
 * Kafka's are left to the log file, for what they mean is told in one sentence by ourselves.
 */
@LoggingFilter(name = "console")
public final class ConsoleFilter implements Filter {
  private static final String OWN = "org.detdiffusion.";

  /** A fault of the broker is reported by many, and some of it passes. */
  private static final List<String> QUIET =
      List.of(
          "org.apache.kafka.",
          "kafka.",
          "state.change.logger",
          "org.detdiffusion.broker.",
          "org.detdiffusion.workerkit.JobQueueSession",
          "org.detdiffusion.workerkit.LoopThread",
          "org.detdiffusion.workerkit.TransformSession");

  @Override
  public boolean isLoggable(LogRecord line) {
    String logger = String.valueOf(line.getLoggerName());
    if (QUIET.stream().anyMatch(logger::startsWith)) {
      return false;
    }
    Level least = logger.startsWith(OWN) ? Level.WARNING : Level.SEVERE;
    return line.getLevel().intValue() >= least.intValue();
  }
}
