package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, transforms and commits with one consumer and one producer. An aborted batch is read again;
 * a producer that is fenced, or doesn't know in time whether its commit went through, ends the
 * session, and the next one has a new producer.
 */
record TransformSession(
    Consumer<String, byte[]> consumer,
    Producer<String, byte[]> producer,
    TransformBatch batch,
    LoopMeters meters) {
  private static final Logger LOG = LoggerFactory.getLogger(TransformSession.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofMillis(200);

  void run(StopSignal stop, Runnable running) throws InterruptedException {
    var next = new GroupPoll(consumer, consumer.groupMetadata().groupId());
    while (!stop.isGiven()) {
      var records = next.poll(POLL);
      running.run();
      if (!records.isEmpty()) {
        transform(records, stop);
      }
    }
  }

  private void transform(ConsumerRecords<String, byte[]> records, StopSignal stop)
      throws InterruptedException {
    List<Incoming> incoming = new ArrayList<>(records.count());
    records.forEach(record -> incoming.add(Records.incoming(record)));
    var result = batch.apply(incoming, stop); // before the transaction, which must be short
    var committed = committed(offsets(records, result), result);
    if (committed.isEmpty()) {
      rewind();
      stop.await(PAUSE);
      return;
    }
    meters.count(Meters.DONE, committed.get().done());
    meters.count(Meters.REJECTED, committed.get().rejected());
    meters.count(Meters.DEAD_LETTERS, committed.get().rejected());
    if (result.records().size() < records.count()) {
      rewind();
    }
  }

  /** Behind the last record that there was time for, in each partition. */
  private static Map<TopicPartition, OffsetAndMetadata> offsets(
      ConsumerRecords<String, byte[]> records, TransformBatch.Result result) {
    if (result.records().size() == records.count()) {
      return records.nextOffsets();
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (var done : result.records()) {
      var partition = new TopicPartition(done.record().topic(), done.record().partition());
      offsets.put(partition, new OffsetAndMetadata(done.record().offset() + 1));
    }
    return offsets;
  }

  /**
   * The result as it was written: with dead letters in place of what the brokers refuse for its
   * size, which they would do for ever. Empty when the batch is to be read again.
   */
  private Optional<TransformBatch.Result> committed(
      Map<TopicPartition, OffsetAndMetadata> offsets, TransformBatch.Result result) {
    for (var next = result; ; ) {
      var tooLarge = new AtomicReference<Outgoing>();
      try {
        commit(offsets, next.outputs(), tooLarge);
        return Optional.of(next);
      } catch (InterruptException
          | ProducerFencedException
          | InvalidProducerEpochException
          | TimeoutException unusable) {
        throw unusable; // after a commit that timed out, not even an abort is allowed
      } catch (KafkaException failed) {
        abort(failed);
        if (tooLarge.get() == null) {
          return Optional.empty();
        }
        next = batch.without(tooLarge.get(), next);
      }
    }
  }

  private void commit(
      Map<TopicPartition, OffsetAndMetadata> offsets,
      List<Outgoing> outputs,
      AtomicReference<Outgoing> tooLarge) {
    producer.beginTransaction();
    for (Outgoing output : outputs) {
      var unused = // the commit fails if this does
          producer.send(Records.outgoing(output), (sent, why) -> note(output, why, tooLarge));
    }
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
  }

  /**
   * Keeps the first alone: what is sent after it fails in its wake, with the same error. If another
   * is too large as well, the next try tells.
   */
  private static void note(Outgoing output, Exception why, AtomicReference<Outgoing> tooLarge) {
    if (why instanceof RecordTooLargeException) {
      tooLarge.compareAndSet(null, output);
    }
  }

  private void abort(KafkaException cause) {
    if (LoopThread.isFinal(cause)) {
      throw cause;
    }
    LOG.warn("A batch is aborted and repeated: {}", cause.getMessage());
    meters.count(Meters.ABORTS);
    producer.abortTransaction();
  }

  /** Back to what is committed. */
  private void rewind() {
    var committed = consumer.committed(consumer.assignment());
    for (var partition : consumer.assignment()) {
      var offset = committed.get(partition);
      if (offset == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, offset);
      }
    }
  }
}
