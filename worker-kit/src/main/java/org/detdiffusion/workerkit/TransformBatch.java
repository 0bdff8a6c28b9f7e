package org.detdiffusion.workerkit;

import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transforms a batch's records one by one; those that can't be become dead letters. What fails is
 * tried again when the others are done, after a pause that all of them share, so that a batch is
 * held up no longer by many failures than by one. When Kafka fails a transform, the record isn't to
 * blame: the session ends and reads it again.
 */
record TransformBatch(
    Transform transform,
    DeadLetters deadLetters,
    LoopMeters meters,
    LoopSpans spans,
    Duration patience) {
  private static final Logger LOG = LoggerFactory.getLogger(TransformBatch.class);
  private static final Traces TRACES = new Traces();
  private static final int ATTEMPTS = 3;

  /** What to write for the batch, in the order of its records. */
  record Result(List<Transformed> records) {
    List<Outgoing> outputs() {
      return records.stream().flatMap(each -> each.outputs().stream()).toList();
    }

    int rejected() {
      return (int) records.stream().filter(Transformed::isRejected).count();
    }

    int done() {
      return records.size() - rejected();
    }
  }

  /**
   * Of as many records, from the first on, as are begun before patience ends.
   *
   * @throws InterruptedException when a stop is asked before what failed was tried often enough:
   *     then nothing of the batch is settled, and it is read again
   */
  Result apply(List<Incoming> all, StopSignal stop) throws InterruptedException {
    long began = System.nanoTime();
    Map<Integer, Transformed> ended = new TreeMap<>();
    var records = all.subList(0, tryFirst(all, began, ended));
    for (int attempt = 2; ended.size() < records.size(); attempt++) {
      if (stop.await(BackOff.after(attempt - 1))) {
        throw new InterruptedException("stopped before all records were tried often enough");
      }
      tryAgain(records, attempt, ended);
    }
    meters.batch(records.size());
    meters.handled(System.nanoTime() - began);
    return new Result(List.copyOf(ended.values()));
  }

  /** The same without an output that the brokers refuse for its size. */
  Result without(Outgoing refused, Result result) {
    return new Result(
        result.records().stream().map(each -> each.without(refused, deadLetters)).toList());
  }

  /** How many there was time for; one at least. */
  private int tryFirst(List<Incoming> records, long began, Map<Integer, Transformed> ended) {
    int place = 0;
    do {
      tryOne(records, place++, 1, ended);
    } while (place < records.size() && System.nanoTime() - began < patience.toNanos());
    return place;
  }

  private void tryAgain(List<Incoming> records, int attempt, Map<Integer, Transformed> ended) {
    IntStream.range(0, records.size())
        .filter(place -> !ended.containsKey(place))
        .forEach(place -> tryOne(records, place, attempt, ended));
  }

  private void tryOne(
      List<Incoming> records, int place, int attempt, Map<Integer, Transformed> ended) {
    apply(records.get(place).withAttempt(attempt)).ifPresent(end -> ended.put(place, end));
  }

  /** Empty when the record is to be tried again. */
  private Optional<Transformed> apply(Incoming record) {
    try (AtWork named = AtWork.on(List.of(record));
        WorkSpan span = spans.begin(record, 1)) {
      return apply(record, span);
    }
  }

  private Optional<Transformed> apply(Incoming record, WorkSpan span) {
    try (Scope current = span.context().makeCurrent()) {
      var outputs = Outputs.checked(span.carried(record, transform.apply(record)));
      return Optional.of(new Transformed(record, outputs, false));
    } catch (RejectedException bad) {
      span.failed(bad.code(), bad.getMessage());
      return Optional.of(letter(record, bad.code(), bad.getMessage()));
    } catch (RuntimeException | StackOverflowError failed) {
      String reason = Traces.reason(failed);
      span.failed(TransientCode.FAILED, reason);
      rethrowIfKafkaFailed(failed);
      Throwable trace = TRACES.once(failed);
      LOG.warn("{} offset {} failed: {}", record.topic(), record.offset(), reason, trace);
      return record.attempt() < ATTEMPTS
          ? Optional.empty()
          : Optional.of(letter(record, TransientCode.FAILED, "The transform failed: " + failed));
    }
  }

  private Transformed letter(Incoming record, ErrorCode code, String reason) {
    return Transformed.rejected(record, deadLetters.of(record, code, reason));
  }

  private static void rethrowIfKafkaFailed(Throwable failed) {
    if (failed instanceof KafkaException away && !(away instanceof SerializationException)) {
      throw away;
    }
  }
}
