package org.detdiffusion.broker;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends the JVM when it can't go on, as when the disk of its log is full: silently, and with
 * all that runs beside it. Here it becomes a fault of every broker in this JVM, since Kafka does
 * not say which one gave up.
 */
final class KafkaExits {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaExits.class);
  private static final Set<RecordedFaults> BROKERS = ConcurrentHashMap.newKeySet();

  private KafkaExits() {}

  static void watch(RecordedFaults faults) {
    BROKERS.add(faults);
    Exit.setHaltProcedure(KafkaExits::refuse);
    Exit.setExitProcedure(KafkaExits::refuse);
  }

  static void forget(RecordedFaults faults) {
    BROKERS.remove(faults);
  }

  /** Throws, since Kafka's code does not expect to go on after it. */
  private static void refuse(int status, String message) {
    String reason = message == null ? "its data can't be written any more" : message;
    var fault = new IllegalStateException("Kafka gave up: " + reason);
    LOG.error("The embedded broker wanted to end this process with status {}", status, fault);
    BROKERS.forEach(faults -> faults.record(fault));
    throw fault;
  }
}
