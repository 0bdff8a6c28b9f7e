package org.detdiffusion.workerkit;

/** Records that Kafka did not take. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }

  PublishException(Throwable cause) {
    super("Kafka did not take the records: " + cause.getMessage(), cause);
  }
}
