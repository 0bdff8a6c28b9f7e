package org.detdiffusion.workerkit;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** The Kafka cluster can't be reached or refuses us; the message is one sentence. */
public final class BrokersAwayException extends Exception {
  private static final long serialVersionUID = 1L;

  private BrokersAwayException(String message, Throwable cause) {
    super(message, cause);
  }

  static BrokersAwayException of(String servers, Duration waited, Throwable failure) {
    var known = KafkaFailure.of(failure);
    String message =
        known.root() instanceof TimeoutException
            ? "No Kafka broker answered at '%s' within %d seconds; start it, or check the address and the security settings."
                .formatted(servers, waited.toSeconds())
            : "Kafka at '%s' can't be used: %s".formatted(servers, known.reason());
    return new BrokersAwayException(message, failure);
  }
}
