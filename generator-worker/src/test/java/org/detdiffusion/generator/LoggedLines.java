package org.detdiffusion.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What a class logs until this is closed, as the log has it. */
final class LoggedLines extends Handler implements AutoCloseable {
  private final List<String> lines = new ArrayList<>();
  private final Logger log;

  LoggedLines(Class<?> type) {
    log = Logger.getLogger(type.getName());
    log.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(new PatternFormatter("%m").format(ExtLogRecord.wrap(record)));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    log.removeHandler(this);
  }
}
