package org.detdiffusion.workerkit;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transforms a batch's records one by one; those that can't be become dead letters. When Kafka
 * fails a transform, the record isn't to blame: the session ends and reads it again.
 */
record TransformBatch(Transform transform, DeadLetters deadLetters, LoopMeters meters) {
  private static final Logger LOG = LoggerFactory.getLogger(TransformBatch.class);
  private static final int ATTEMPTS = 3;
  static final String FAILED = "FAILED";

  /** What to write for the batch, in the order of its records. */
  record Result(List<Outgoing> outputs, int done, int rejected) {}

  Result apply(List<Incoming> records) {
    long began = System.nanoTime();
    List<Outgoing> outputs = new ArrayList<>();
    int rejected = 0;
    for (Incoming record : records) {
      try {
        outputs.addAll(applyWithRetries(record));
      } catch (RejectedException bad) {
        outputs.add(deadLetters.of(record, bad.code(), bad.getMessage()));
        rejected++;
      }
    }
    meters.batch(records.size());
    meters.handled(System.nanoTime() - began);
    return new Result(outputs, records.size() - rejected, rejected);
  }

  private List<Outgoing> applyWithRetries(Incoming record) throws RejectedException {
    Throwable last = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return Outputs.checked(transform.apply(record));
      } catch (RuntimeException | StackOverflowError failed) {
        rethrowIfKafkaFailed(failed);
        LOG.warn("{} offset {} failed", record.topic(), record.offset(), failed);
        last = failed;
      }
    }
    throw new RejectedException(FAILED, "The transform failed: " + last);
  }

  private static void rethrowIfKafkaFailed(Throwable failed) {
    if (failed instanceof KafkaException away && !(away instanceof SerializationException)) {
      throw away;
    }
  }
}
