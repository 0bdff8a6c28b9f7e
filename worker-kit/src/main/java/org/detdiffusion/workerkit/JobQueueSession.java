package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.TopicIdPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polling side of a job queue, on one thread. Kafka wants every record of a poll acknowledged
 * before the next: jobs at work are renewed, and the next poll hands them back.
 */
final class JobQueueSession {
  private static final Logger LOG = LoggerFactory.getLogger(JobQueueSession.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final int DEFAULT_LOCK_MILLIS = 15_000;

  /** What is done at the end, whatever ends it; its own errors never hide the first one. */
  private interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  private final ShareConsumer<String, byte[]> consumer;
  private final JobWorker worker;
  private final JobQueueOptions options;
  private final LoopMeters meters;
  private final HeldJobs held = new HeldJobs();
  private long renewAt;
  private long interruptAt = Long.MAX_VALUE;

  JobQueueSession(
      ShareConsumer<String, byte[]> consumer,
      JobWorker worker,
      JobQueueOptions options,
      LoopMeters meters) {
    this.consumer = consumer;
    this.worker = worker;
    this.options = options;
    this.meters = meters;
  }

  void run(String topic, StopSignal stop, Runnable running) throws InterruptedException {
    consumer.setAcknowledgementCommitCallback(this::acknowledged);
    consumer.subscribe(List.of(topic));
    try (Ending unused = this::giveBack) {
      while (!stop.isGiven() || !worker.isIdle()) {
        var polled = consumer.poll(POLL);
        held.take(polled, lock().toNanos());
        running.run();
        beginIfIdle(stop);
        awaitWork(stop);
        finishIfDone();
        keepOrRelease(stop);
      }
    }
  }

  private void giveBack() {
    worker.interrupt();
    release(held.inHand());
  }

  private void beginIfIdle(StopSignal stop) {
    if (worker.isIdle() && !stop.isGiven()) {
      var batch = held.nextBatch(options.maxBatch());
      if (!batch.isEmpty()) {
        worker.begin(batch);
        scheduleRenewal();
      }
    }
  }

  /** Until the work ends, a renewal is due, or a renewed job is still to be handed back. */
  private void awaitWork(StopSignal stop) throws InterruptedException {
    boolean done = worker.isIdle();
    while (!done && System.nanoTime() < renewAt && allInHand()) {
      done = worker.awaitEnd(LOOK);
      interruptAfterGrace(stop);
    }
  }

  private boolean allInHand() {
    return worker.batch().stream().allMatch(job -> job.isInHand() || job.isLost());
  }

  private void interruptAfterGrace(StopSignal stop) {
    if (!stop.isGiven()) {
      return;
    }
    if (interruptAt == Long.MAX_VALUE) {
      interruptAt = System.nanoTime() + options.grace().toNanos();
    }
    if (System.nanoTime() >= interruptAt) {
      worker.interrupt();
    }
  }

  private void finishIfDone() throws InterruptedException {
    if (worker.isIdle() || !allInHand() || !worker.awaitEnd(Duration.ZERO)) {
      return;
    }
    var batch = worker.batch();
    var verdicts = worker.finish();
    if (verdicts.isPresent()) {
      meters.count(Meters.LOCKS_LOST, (int) batch.stream().filter(HeldJob::isLost).count());
      acknowledge(verdicts.get());
    }
    release(held.inHand(batch));
    held.remove(batch);
  }

  private void acknowledge(List<JobVerdict> verdicts) {
    var inHand = verdicts.stream().filter(verdict -> verdict.job().isInHand()).toList();
    inHand.forEach(v -> acknowledge(v.job(), v.acknowledgement()));
    consumer.commitSync();
    held.remove(inHand.stream().map(JobVerdict::job).toList());
  }

  private void acknowledge(HeldJob job, AcknowledgeType type) {
    job.handOver();
    consumer.acknowledge(job.record(), type);
  }

  private void keepOrRelease(StopSignal stop) {
    if (stop.isGiven()) {
      release(held.inHand(held.takeWaiting()));
    }
    var kept = held.inHand();
    if (!kept.isEmpty()) {
      kept.forEach(this::renew);
      consumer.commitSync(); // not with the next poll, which might fetch more meanwhile
      scheduleRenewal();
    }
  }

  private void renew(HeldJob job) {
    consumer.acknowledge(job.record(), AcknowledgeType.RENEW);
    job.renewed();
    meters.count(Meters.RENEWALS);
  }

  private void release(List<HeldJob> jobs) {
    if (!jobs.isEmpty()) {
      jobs.forEach(job -> acknowledge(job, AcknowledgeType.RELEASE));
      jobs.forEach(HeldJob::lose);
      consumer.commitSync();
      held.remove(jobs);
    }
  }

  private void scheduleRenewal() {
    renewAt = System.nanoTime() + lock().dividedBy(3).toNanos();
  }

  private Duration lock() {
    return Duration.ofMillis(consumer.acquisitionLockTimeoutMs().orElse(DEFAULT_LOCK_MILLIS));
  }

  private void acknowledged(Map<TopicIdPartition, Set<Long>> offsets, Exception refused) {
    if (refused != null) {
      LOG.warn("Locks are lost: {}", refused.getMessage());
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
