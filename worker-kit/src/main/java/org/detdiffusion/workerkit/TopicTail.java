package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Follows whole topics from their beginning, committed records only, without a consumer group: each
 * tail sees everything, after every start anew. For tables and for data that a worker keeps itself.
 *
 * <p>The reader is called on one thread, partition by partition in order. An exception of the
 * reader fails the tail. When Kafka was away, the tail goes on where it was.
 */
public final class TopicTail implements Loop {
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final KafkaClients clients;
  private final List<String> topics;
  private final LoopMeters meters;
  private final LoopThread thread;
  private final TailPositions positions = new TailPositions();
  private final Consumer<Incoming> reader;
  private Optional<MeteredAdmin> admin = Optional.empty();

  /**
   * @param topics must be there already
   */
  public TopicTail(
      String name, KafkaClients clients, Collection<String> topics, Consumer<Incoming> reader) {
    this.name = name;
    this.clients = clients;
    this.topics = List.copyOf(topics);
    this.reader = reader;
    this.meters = new LoopMeters(clients.meters(), name);
    this.thread = new LoopThread(name, GRACE, this::session);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    meters.observe(thread);
    thread.start();
  }

  /**
   * Starts where the topics end at this call: what lies on them already is passed over.
   *
   * @throws KafkaException when the brokers don't tell where that is
   */
  public void startAtEnd() throws InterruptedException {
    endOffsets().forEach(positions::move);
    start();
  }

  /**
   * Waits until the reader has had every record that was committed at this call.
   *
   * @return false when the time is over first, or the tail is closed or has failed
   */
  public boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    if (thread.state() instanceof LoopState.Stopped) {
      return false;
    }
    long deadline = System.nanoTime() + atMost.toNanos();
    return positions.awaitAll(endOffsets(), deadline, thread::state);
  }

  /**
   * As {@link #awaitCaughtUp}, but throws instead of returning false. In a {@link Transform}, that
   * makes the loop read the record again instead of setting it aside.
   */
  public void requireCaughtUp(Duration atMost) {
    try {
      if (!awaitCaughtUp(atMost)) {
        throw new TimeoutException(name + " could not read to the end of its topics in " + atMost);
      }
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /**
   * The offset of the next record to be read, by {@code topic-partition}: every record before it
   * has been given to the reader. Empty before the start.
   */
  public Map<String, Long> positions() {
    Map<String, Long> byName = new TreeMap<>();
    positions.now().forEach((partition, offset) -> byName.put(partition.toString(), offset));
    return byName;
  }

  @Override
  public LoopState state() {
    return thread.state();
  }

  @Override
  public void close() {
    thread.close();
    synchronized (this) {
      admin.ifPresent(MeteredAdmin::close);
      admin = Optional.empty();
    }
  }

  /** One for all questions: who waits for the end may ask twice a second. */
  private synchronized Admin admin() {
    if (admin.isEmpty()) {
      admin = Optional.of(clients.admin());
    }
    return admin.get().client();
  }

  private void session(StopSignal stop, Runnable running) throws InterruptedException {
    clients.requireRights();
    try (var consumer = clients.tailConsumer()) {
      new TailSession(consumer, topics, positions, reader).run(stop, running);
    }
  }

  private Map<TopicPartition, Long> endOffsets() throws InterruptedException {
    try {
      var latest = TailSession.partitions(admin(), topics).stream();
      var wanted = latest.collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
      var committed = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
      Map<TopicPartition, Long> ends = new HashMap<>();
      admin()
          .listOffsets(wanted, committed)
          .all()
          .get()
          .forEach((p, end) -> ends.put(p, end.offset()));
      return ends;
    } catch (ExecutionException failed) {
      throw new KafkaException("The ends of " + topics + " can't be read", failed.getCause());
    }
  }
}
