package org.detdiffusion.workerkit;

import org.apache.kafka.common.KafkaException;

/**
 * Something besides Kafka that a {@link Transform} needs is away. As when Kafka is, no record is to
 * blame: the loop connects again after a pause and reads the same records, for as long as it takes.
 */
public final class AwayException extends KafkaException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason one sentence that names what is away
   */
  public AwayException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
