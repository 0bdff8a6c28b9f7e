package org.detdiffusion.workerkit;

import io.opentelemetry.api.trace.SpanBuilder;

/** What spans say of a message, whoever has it in hand. */
final class MessagingAttributes {
  /** Of the augmentation job that a record belongs to, or of the run; else the record's key. */
  static final String JOB = "detdiffusion.job.id";

  private MessagingAttributes() {}

  /**
   * Sets them.
   *
   * @param operation {@code send} or {@code process}
   * @param key null for none
   */
  static void set(SpanBuilder span, String operation, String topic, String key) {
    span.setAttribute("messaging.system", "kafka")
        .setAttribute("messaging.operation.name", operation)
        .setAttribute("messaging.operation.type", operation)
        .setAttribute("messaging.destination.name", topic);
    if (key != null) {
      span.setAttribute("messaging.kafka.message.key", key);
    }
  }
}
