package org.detdiffusion.workerkit;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A job whose lock we hold. Between a renewal and the poll that hands it back it is not in hand and
 * can't be acknowledged.
 */
final class HeldJob {
  /** Where the job is on its topic; the same over renewals. */
  record Key(String topic, int partition, long offset) {}

  private final Incoming incoming;
  private ConsumerRecord<String, byte[]> record;
  private boolean inHand = true;
  private volatile boolean lost;
  private long renewedAt;

  HeldJob(ConsumerRecord<String, byte[]> record) {
    this.record = record;
    this.incoming = Records.incoming(record);
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

  ConsumerRecord<String, byte[]> record() {
    return record;
  }

  boolean isInHand() {
    return inHand;
  }

  /** Whether somebody else may have the job by now; read by the handler's thread. */
  boolean isLost() {
    return lost;
  }

  void handedBack(ConsumerRecord<String, byte[]> latest) {
    record = latest;
    inHand = true;
    lost = false;
  }

  void renewed() {
    inHand = false;
    renewedAt = System.nanoTime();
  }

  /** Whether a renewal was asked for that long ago and the job did not come back. */
  boolean isOverdue(long nanos) {
    return !inHand && !lost && System.nanoTime() - renewedAt > nanos;
  }

  void lose() {
    lost = true;
  }
}
