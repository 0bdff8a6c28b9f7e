package org.detdiffusion.broker;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a broker's first fatal fault. Kafka's own handler would halt the JVM. */
final class RecordedFaults implements FaultHandlerFactory {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedFaults.class);
  private final AtomicReference<Throwable> first = new AtomicReference<>();

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return (message, cause) -> {
      var fault = new IllegalStateException(name + ": " + message, cause);
      if (fatal) {
        record(fault);
      }
      LOG.error("The embedded broker met a {}fatal fault", fatal ? "" : "non-", fault);
      action.run();
      return fault;
    };
  }

  void record(Throwable fault) {
    first.compareAndSet(null, fault);
  }

  Optional<Throwable> first() {
    return Optional.ofNullable(first.get());
  }
}
