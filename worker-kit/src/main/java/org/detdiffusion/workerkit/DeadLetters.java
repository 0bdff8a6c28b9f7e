package org.detdiffusion.workerkit;

import java.util.HashMap;
import java.util.Map;
import org.detdiffusion.messages.Topics;

/**
 * Makes dead letters: key and value as they came, with where from, why and by whom in the headers.
 *
 * @param worker who gives up, for operators
 */
public record DeadLetters(String worker) {
  public static final String ORIGIN_TOPIC = "origin-topic";
  public static final String ORIGIN_PARTITION = "origin-partition";
  public static final String ORIGIN_OFFSET = "origin-offset";
  public static final String ERROR_CODE = "error-code";
  public static final String ERROR_REASON = "error-reason";
  public static final String ATTEMPT = "attempt";
  public static final String WORKER = "worker";

  /** The record for the dead-letter topic of the one it was read from. */
  public Outgoing of(Incoming record, String code, String reason) {
    Map<String, String> headers = new HashMap<>(record.headers());
    headers.put(ORIGIN_TOPIC, record.topic());
    headers.put(ORIGIN_PARTITION, Integer.toString(record.partition()));
    headers.put(ORIGIN_OFFSET, Long.toString(record.offset()));
    headers.put(ERROR_CODE, code);
    headers.put(ERROR_REASON, reason == null ? "" : reason);
    headers.put(ATTEMPT, Integer.toString(record.attempt()));
    headers.put(WORKER, worker);
    return new Outgoing(Topics.deadLetters(record.topic()), record.key(), record.value(), headers);
  }
}
