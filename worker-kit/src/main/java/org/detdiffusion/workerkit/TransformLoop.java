package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;

/**
 * A stream transform, exactly once: outputs, dead letters and the group's offsets of a batch are
 * one transaction. Begins with the oldest record of the topics; members share the partitions. Fails
 * rather than skip records that were deleted before they are read.
 *
 * <p>A record that is rejected goes to the dead letters, and so does one whose transform throws in
 * three tries with pauses between them; its neighbours go on.
 */
public final class TransformLoop implements Loop {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int DEFAULT_BATCH = 100;

  /** So often is there time for one pass over a batch: it may take three, and their pauses. */
  private static final int POLLS = 4;

  private static final Meters[] COUNTED = {
    Meters.DONE, Meters.REJECTED, Meters.DEAD_LETTERS, Meters.ABORTS
  };

  private final String name;
  private final KafkaClients clients;
  private final String groupId;
  private final List<String> topics;
  private final int maxBatch;
  private final TransformBatch batch;
  private final LoopMeters meters;
  private final LoopThread thread;

  /**
   * @param groupId the consumer group; loops of one group share the work
   * @param maxBatch most records in a transaction; fewer where they take more than a quarter of
   *     Kafka's {@code max.poll.interval.ms}, 5 minutes unless set. One alone must not take as long
   */
  public TransformLoop(
      String name,
      KafkaClients clients,
      String groupId,
      Collection<String> topics,
      int maxBatch,
      Transform transform) {
    this.name = name;
    this.clients = clients;
    this.groupId = groupId;
    this.topics = List.copyOf(topics);
    this.maxBatch = maxBatch;
    this.meters = new LoopMeters(clients.meters(), name);
    var spans = new LoopSpans(clients.tracing(), name, groupId);
    var patience = clients.settings().pollInterval().dividedBy(POLLS);
    this.batch = new TransformBatch(transform, new DeadLetters(name), meters, spans, patience);
    this.thread = new LoopThread(name, GRACE, this::session);
  }

  /** With transactions of up to 100 records. */
  public TransformLoop(
      String name,
      KafkaClients clients,
      String groupId,
      Collection<String> topics,
      Transform transform) {
    this(name, clients, groupId, topics, DEFAULT_BATCH, transform);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void start() {
    meters.observe(thread, COUNTED);
    thread.start();
  }

  @Override
  public LoopState state() {
    return thread.state();
  }

  @Override
  public void close() {
    thread.close();
    meters.remove();
  }

  private void session(StopSignal stop, Runnable running) throws InterruptedException {
    clients.requireRights();
    String transactionalId = groupId + "-" + UUID.randomUUID();
    try (var consumer = clients.groupConsumer(groupId, maxBatch);
        var producer = clients.transactionalProducer(transactionalId)) {
      begin(producer);
      consumer.subscribe(topics);
      new TransformSession(consumer, producer, batch, meters).run(stop, running);
    }
  }

  /** Kafka's own error does not say whose right is missing. */
  private void begin(Producer<String, byte[]> producer) {
    try {
      producer.initTransactions();
    } catch (TransactionalIdAuthorizationException refused) {
      throw new TransactionalIdAuthorizationException(
          "it lacks WRITE on transactional ids that begin with " + groupId);
    }
  }
}
