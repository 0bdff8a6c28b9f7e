package org.detdiffusion.workerkit;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Writes records and waits until the brokers have them. Connects at the first record: Kafka's own
 * producer logs in every second for ever when it is refused. Safe for several threads.
 */
public final class Publisher implements AutoCloseable {
  private final Supplier<Producer<String, byte[]>> connect;
  private final Tracing tracing;
  private Optional<Producer<String, byte[]>> producer = Optional.empty();
  private boolean closed;

  Publisher(Producer<String, byte[]> producer) {
    this(() -> producer, Tracing.OFF);
  }

  Publisher(Supplier<Producer<String, byte[]>> connect, Tracing tracing) {
    this.connect = connect;
    this.tracing = tracing;
  }

  /**
   * Returns when every in-sync replica has all records. Where traces are recorded, one begins with
   * each job that belongs to none.
   *
   * @throws PublishException when a record is refused or the brokers stay away; some may be written
   */
  public void publish(List<Outgoing> records) throws PublishException, InterruptedException {
    try (SentJobs jobs = new SentJobs(tracing, records)) {
      var refused = refused(jobs.records());
      jobs.refused(refused);
      if (!refused.isEmpty()) {
        throw new PublishException(refused.values().iterator().next());
      }
    }
  }

  /** Returns when every in-sync replica has all records but these, which are told with the why. */
  Map<Outgoing, Throwable> refused(List<Outgoing> records) throws InterruptedException {
    Map<Outgoing, Throwable> refused = new IdentityHashMap<>();
    try {
      List<Sent> sent = records.stream().map(this::send).toList();
      if (!sent.isEmpty()) {
        producer().flush(); // no more are coming: not to linger for them
      }
      for (var each : sent) {
        each.failure().ifPresent(why -> refused.put(each.record(), why));
      }
    } catch (InterruptException interrupted) {
      throw interrupted(interrupted);
    } catch (KafkaException unusable) {
      records.forEach(record -> refused.putIfAbsent(record, unusable));
    }
    return refused;
  }

  public void publish(Outgoing record) throws PublishException, InterruptedException {
    publish(List.of(record));
  }

  /** Kafka's own leaves the thread's flag set as well. */
  private static InterruptedException interrupted(InterruptException cause) {
    boolean unused = Thread.interrupted();
    var interrupted = new InterruptedException(cause.getMessage());
    interrupted.initCause(cause);
    return interrupted;
  }

  @Override
  public synchronized void close() {
    closed = true;
    producer.ifPresent(Producer::close);
  }

  /** None is opened behind the back of whoever has closed this. */
  private synchronized Producer<String, byte[]> producer() {
    if (closed) {
      throw new KafkaException("the publisher is closed");
    }
    if (producer.isEmpty()) {
      producer = Optional.of(connect.get());
    }
    return producer.get();
  }

  private Sent send(Outgoing record) {
    return new Sent(record, producer().send(Records.outgoing(record)));
  }

  private record Sent(Outgoing record, Future<RecordMetadata> end) {

    Optional<Throwable> failure() throws InterruptedException {
      try {
        RecordMetadata unused = end.get();
        return Optional.empty();
      } catch (ExecutionException refused) {
        return Optional.of(refused.getCause());
      } catch (CancellationException dropped) {
        return Optional.of(dropped);
      }
    }
  }
}
