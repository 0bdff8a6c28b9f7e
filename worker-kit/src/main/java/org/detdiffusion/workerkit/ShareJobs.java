package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jobs of a share group. Kafka wants every record of a poll acknowledged before the next: jobs at
 * work are renewed, and the next poll hands them back, without any new ones. Jobs that wait behind
 * a batch which needs renewal are left to idle neighbours, once: a release counts as a delivery.
 */
final class ShareJobs implements JobSource {
  private static final Logger LOG = LoggerFactory.getLogger(ShareJobs.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int DEFAULT_LOCK_MILLIS = 15_000;
  private static final String UNEXPECTED = "Unexpected error code"; // of ShareFetchCollector

  /** The second may come of a release here, not of a worker's death. */
  static final int TRUSTED_DELIVERIES = 2;

  private final ShareConsumer<String, byte[]> consumer;
  private final WaitingJobs waiting;
  private final HeldJobs held;
  private final LoopMeters meters;
  private List<HeldJob> atWork = List.of();
  private long renewAt;
  private long tookAt = System.nanoTime();

  ShareJobs(
      ShareConsumer<String, byte[]> consumer,
      String topic,
      WaitingJobs waiting,
      LoopMeters meters) {
    this.consumer = consumer;
    this.waiting = waiting;
    this.held = new HeldJobs(waiting);
    this.meters = meters;
    consumer.setAcknowledgementCommitCallback(this::acknowledged);
    consumer.subscribe(List.of(topic));
  }

  @Override
  public void poll(boolean taking) {
    if (!atWork.isEmpty()) {
      release(held.inHand(waiting.atFirstDelivery()));
    }
    boolean takingAll = taking && held.isEmpty();
    if (takingAll) {
      leaveStale();
    }
    renew(held.inHand());
    if (taking || !held.awaited().isEmpty()) {
      take(POLL);
    } else {
      scheduleRenewal(); // all are lost: a poll would fetch jobs of others
    }
    if (takingAll) {
      tookAt = System.nanoTime();
    }
  }

  /**
   * Kafka's consumer may fetch jobs in the background while a batch is at work, and hands them out
   * afterwards. After a long batch their locks have ended or soon do, and somebody else has them.
   * Those that were delivered before are kept all the same: they have no attempts to give away.
   */
  private void leaveStale() {
    if (System.nanoTime() - tookAt > lock().dividedBy(2).toNanos()) {
      take(Duration.ZERO); // too short to fetch any now
      release(held.inHand(waiting.atFirstDelivery()));
    }
  }

  /** Some errors of brokers that are coming back Kafka's consumer throws as if we were to blame. */
  private void take(Duration atMost) {
    try {
      held.take(consumer.poll(atMost), lock().toNanos());
    } catch (IllegalStateException thrown) {
      throw thrown.getMessage().startsWith(UNEXPECTED) ? new KafkaException(thrown) : thrown;
    }
  }

  @Override
  public List<HeldJob> nextBatch() {
    held.forgetRefused();
    return begin(waiting.nextBatch());
  }

  @Override
  public List<HeldJob> nextSpent() {
    return begin(waiting.nextSpent());
  }

  private List<HeldJob> begin(List<HeldJob> batch) {
    atWork = batch;
    scheduleRenewal();
    return batch;
  }

  /** For a renewal, or to have renewed jobs handed back. */
  @Override
  public boolean isPollDue() {
    return System.nanoTime() - renewAt >= 0 || !canSettle();
  }

  @Override
  public boolean canSettle() {
    return atWork.stream().allMatch(job -> job.isInHand() || job.isLost());
  }

  @Override
  public void settle(List<HeldJob> batch, List<JobVerdict> verdicts) {
    // They leave with the next poll, which follows at once: one round trip less.
    verdicts.stream()
        .filter(verdict -> verdict.job().isInHand())
        .forEach(verdict -> acknowledge(verdict.job(), verdict.acknowledgement()));
    release(held.inHand(batch));
    held.remove(batch);
    atWork = List.of();
  }

  @Override
  public void giveBackWaiting() {
    release(held.inHand(waiting.takeUnspent()));
  }

  @Override
  public void giveBackAll() {
    release(held.inHand());
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void renew(List<HeldJob> kept) {
    if (!kept.isEmpty()) {
      kept.forEach(job -> consumer.acknowledge(job.record(), AcknowledgeType.RENEW));
      kept.forEach(HeldJob::renewed);
      meters.count(Meters.RENEWALS, kept.size());
      var answered = consumer.commitSync(); // not by the next poll: it might fetch more meanwhile
      requireSent(kept, answered.keySet());
      scheduleRenewal();
    }
  }

  /**
   * Kafka's consumer drops what it has no broker or no session for any more, and tells nobody; it
   * then waits for the renewed jobs for ever, takes others and hands out none.
   */
  private static void requireSent(List<HeldJob> renewed, Set<TopicIdPartition> answered) {
    var partitions = answered.stream().map(TopicIdPartition::topicPartition).toList();
    var awaited = renewed.stream().filter(HeldJob::isAwaited);
    if (!awaited.allMatch(job -> partitions.contains(job.key().topicPartition()))) {
      throw new KafkaException(
          "a renewal was not sent: its broker has left, or the partition is another member's");
    }
  }

  private void release(List<HeldJob> jobs) {
    if (!jobs.isEmpty()) {
      jobs.stream().filter(waiting::isSpent).forEach(ShareJobs::tellOfDrop);
      jobs.forEach(job -> acknowledge(job, AcknowledgeType.RELEASE));
      jobs.forEach(HeldJob::lose);
      consumer.commitSync();
      held.remove(jobs);
    }
  }

  /** Whatever the member does: also the end of its session or of a lock ends a last delivery. */
  private static void tellOfDrop(HeldJob job) {
    LOG.error(
        "Kafka drops {}: this was its last delivery, and its dead letter could not be written",
        job.key());
  }

  private void acknowledge(HeldJob job, AcknowledgeType type) {
    job.handOver();
    consumer.acknowledge(job.record(), type);
  }

  private void scheduleRenewal() {
    renewAt = System.nanoTime() + lock().dividedBy(3).toNanos();
  }

  private Duration lock() {
    return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS));
  }

  private void acknowledged(Map<TopicIdPartition, Set<Long>> offsets, Exception refused) {
    if (refused != null) {
      LOG.warn("Locks are lost: {}", Traces.reason(refused));
      offsets.forEach((partition, lost) -> lose(partition, lost));
    }
  }

  private void lose(TopicIdPartition partition, Collection<Long> offsets) {
    for (long offset : offsets) {
      var key = new HeldJob.Key(partition.topic(), partition.partition(), offset);
      held.find(key).ifPresentOrElse(HeldJob::lose, () -> meters.count(Meters.LOCKS_LOST));
    }
  }
}
