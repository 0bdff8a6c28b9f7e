package org.detdiffusion.workerkit;

import java.util.List;
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
  private Optional<Producer<String, byte[]>> producer = Optional.empty();
  private boolean closed;

  Publisher(Producer<String, byte[]> producer) {
    this(() -> producer);
  }

  Publisher(Supplier<Producer<String, byte[]>> connect) {
    this.connect = connect;
  }

  /**
   * Returns when every in-sync replica has all records.
   *
   * @throws PublishException when a record is refused or the brokers stay away; some may be written
   */
  public void publish(List<Outgoing> records) throws PublishException, InterruptedException {
    try {
      List<Future<RecordMetadata>> sent = records.stream().map(this::send).toList();
      if (!sent.isEmpty()) {
        producer().flush(); // no more are coming: not to linger for them
      }
      for (var record : sent) {
        record.get();
      }
    } catch (ExecutionException refused) {
      throw new PublishException(refused.getCause());
    } catch (InterruptException interrupted) {
      throw interrupted(interrupted);
    } catch (KafkaException | CancellationException refused) {
      throw new PublishException(refused);
    }
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

  private Future<RecordMetadata> send(Outgoing record) {
    return producer().send(Records.outgoing(record));
  }
}
