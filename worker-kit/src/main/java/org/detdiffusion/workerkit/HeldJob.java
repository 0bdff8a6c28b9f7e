package org.detdiffusion.workerkit;

import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A job that is ours until its lock ends. In a share group it is not in hand between a renewal and
 * the poll that hands it back, and can't be acknowledged.
 */
final class HeldJob {
  /** Where the job is on its topic; the same over renewals. */
  record Key(String topic, int partition, long offset) {
    TopicPartition topicPartition() {
      return new TopicPartition(topic, partition);
    }
  }

  private final int forgiven;
  private volatile Incoming incoming;
  private ConsumerRecord<String, byte[]> record;
  private boolean inHand = true;
  private long renewedAt;
  private volatile long lockedUntil;
  private volatile boolean lost;
  private boolean refused;
  private WorkSpan span = WorkSpan.NONE;

  /** A job of a share group, whose broker counts the deliveries. */
  HeldJob(ConsumerRecord<String, byte[]> record, long lockNanos) {
    this(record, record.deliveryCount().orElse((short) 1), lockNanos);
  }

  HeldJob(ConsumerRecord<String, byte[]> record, int attempt, long lockNanos) {
    this(record, attempt, lockNanos, 0);
  }

  private HeldJob(
      ConsumerRecord<String, byte[]> record, int attempt, long lockNanos, int forgiven) {
    this.forgiven = forgiven;
    this.record = record;
    this.incoming = Records.incoming(record, attempt);
    this.lockedUntil = System.nanoTime() + lockNanos;
  }

  static Key key(ConsumerRecord<?, ?> record) {
    return new Key(record.topic(), record.partition(), record.offset());
  }

  Key key() {
    return key(record);
  }

  Incoming incoming() {
    return incoming;
  }

  /** The span of the work on it, which its worker begins and ends. */
  WorkSpan span() {
    return span;
  }

  void begun(WorkSpan work) {
    span = work;
  }

  ConsumerRecord<String, byte[]> record() {
    return record;
  }

  /** By the clocks of two machines, so it may be a little less than nothing. */
  Duration sinceItsPublication() {
    return Duration.ofMillis(System.currentTimeMillis() - record.timestamp());
  }

  /** Whether it was delivered more often than it may be worked on: its dead letter is due. */
  boolean isSpent(int attempts) {
    return incoming.attempt() > attempts;
  }

  boolean isInHand() {
    return inHand;
  }

  /**
   * Whether somebody else may have the job by now. Told by our own clock too: Kafka also agrees to
   * the renewal of a job that another worker has finished meanwhile.
   */
  boolean isLost() {
    return lost || System.nanoTime() - lockedUntil > 0;
  }

  /** Takes the job as a poll returned it: renewed, or delivered anew after the lock was lost. */
  void handedBack(ConsumerRecord<String, byte[]> latest, long lockNanos) {
    boolean anew = !latest.deliveryCount().equals(record.deliveryCount());
    lockedUntil = (anew ? System.nanoTime() : renewedAt) + lockNanos;
    lost = lost && !anew;
    refused = refused && !anew;
    incoming = anew ? Records.incoming(latest, latest.deliveryCount().orElse((short) 1)) : incoming;
    record = latest;
    inHand = true;
  }

  /** The same job as if it had not been begun. */
  HeldJob anew(long lockNanos) {
    return new HeldJob(record, incoming.attempt(), lockNanos, forgiven + 1);
  }

  /** How often in a row its attempt was not counted. */
  int forgiven() {
    return forgiven;
  }

  /** The same job to be begun once more. */
  HeldJob again(long lockNanos) {
    return new HeldJob(record, incoming.attempt() + 1, lockNanos);
  }

  /** Ours from now on, for so long. */
  void lock(long lockNanos) {
    lockedUntil = System.nanoTime() + lockNanos;
  }

  /** Ours for so long again, unless the lock has ended. */
  void keep(long lockNanos) {
    lost = isLost();
    lock(lockNanos);
  }

  /** A renewal is asked for; one that comes too late does not bring the job back. */
  void renewed() {
    lost = isLost();
    inHand = false;
    renewedAt = System.nanoTime();
  }

  /** Whether it was renewed and the next poll hands it back, be it lost by our clock. */
  boolean isAwaited() {
    return !inHand && !refused;
  }

  /** Whether the brokers have told that it is not ours; nothing more can be said of it to them. */
  boolean isRefused() {
    return !inHand && refused;
  }

  /** It is acknowledged: Kafka takes that once, also when the commit then fails. */
  void handOver() {
    inHand = false;
  }

  /** The brokers have told so. */
  void lose() {
    lost = true;
    refused = true;
  }
}
