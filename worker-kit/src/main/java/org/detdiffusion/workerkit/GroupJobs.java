package org.detdiffusion.workerkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Jobs of a consumer group, for clusters without share groups. Partitions are paused while work
 * lasts, and polling goes on, so that the member stays in the group however long that is. Only one
 * member works on a partition's jobs; one that is to be tried again waits here, not elsewhere.
 */
final class GroupJobs implements JobSource {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration MIN_POLL = Duration.ofMillis(10);
  private static final int MOST_FORGIVEN = 3;

  /** Only begun jobs count as delivered here. */
  static final int TRUSTED_DELIVERIES = 1;

  private final Consumer<String, byte[]> consumer;
  private final GroupPoll next;
  private final WaitingJobs waiting;
  private final AssignedPartitions assigned;
  private final Duration batchWait;
  private final long lockNanos;
  private List<HeldJob> atWork = List.of();
  private long pollAt;
  private long fillUntil;

  /**
   * @param session after which the group takes a member that does nothing for dead
   */
  GroupJobs(
      Consumer<String, byte[]> consumer,
      String topic,
      WaitingJobs waiting,
      Duration batchWait,
      Duration session) {
    this.consumer = consumer;
    this.next = new GroupPoll(consumer, consumer.groupMetadata().groupId());
    this.waiting = waiting;
    this.assigned = new AssignedPartitions(consumer, this::lose);
    this.batchWait = batchWait;
    this.lockNanos = session.toNanos();
    consumer.subscribe(List.of(topic), assigned);
  }

  @Override
  public void poll(boolean taking) {
    atWork.forEach(job -> job.keep(lockNanos));
    assigned.commit();
    boolean room = taking && !waiting.isFull();
    assigned.pause(!room);
    take(next.poll(room || atWork.isEmpty() ? pollTime() : Duration.ZERO));
    pollAt = System.nanoTime() + POLL.toNanos();
  }

  /** Not nothing: while the group is being rearranged, nothing can be begun either. */
  private Duration pollTime() {
    long left = Math.max(MIN_POLL.toNanos(), fillUntil - System.nanoTime());
    return waiting.isEmpty() || left > POLL.toNanos() ? POLL : Duration.ofNanos(left);
  }

  private void take(ConsumerRecords<String, byte[]> polled) {
    boolean none = waiting.isEmpty();
    for (var record : polled) {
      var key = HeldJob.key(record);
      if (assigned.read(key)) {
        waiting.add(new HeldJob(record, assigned.begun(key) + 1, lockNanos));
      }
    }
    assigned.passed(polled.nextOffsets());
    if (none) {
      fillUntil = System.nanoTime() + batchWait.toNanos();
    }
  }

  /** That they are begun is committed first: whoever takes over from a dead worker counts on it. */
  @Override
  public List<HeldJob> nextBatch() {
    if (waiting.isEmpty() || !waiting.isFull() && System.nanoTime() - fillUntil < 0) {
      return List.of();
    }
    var batch = waiting.nextBatch();
    batch.forEach(job -> assigned.begin(job.key()));
    if (assigned.commit()) {
      atWork = batch;
      atWork.forEach(job -> job.lock(lockNanos));
      return batch;
    }
    batch.forEach(job -> assigned.takeBack(job.key()));
    batch.forEach(waiting::add);
    return List.of();
  }

  /** Here nobody drops a job that was given back too often. */
  @Override
  public List<HeldJob> nextSpent() {
    return List.of();
  }

  @Override
  public boolean isPollDue() {
    return System.nanoTime() - pollAt >= 0;
  }

  @Override
  public boolean canSettle() {
    return true;
  }

  @Override
  public void settle(List<HeldJob> batch, List<JobVerdict> verdicts) {
    List<HeldJob> unfinished = new ArrayList<>(atWork);
    for (var verdict : verdicts) {
      if (verdict.isFinal() && unfinished.remove(verdict.job())) {
        assigned.done(verdict.job().key());
      }
    }
    unfinished.forEach(job -> waiting.add(repeated(job, verdicts)));
    atWork = List.of();
    boolean unused = assigned.commit(); // or with the next poll, when the group is being rearranged
  }

  /** It is not its fault that nobody could poll while it was at work; unless it always happens. */
  private HeldJob repeated(HeldJob job, List<JobVerdict> verdicts) {
    boolean judged = verdicts.stream().anyMatch(verdict -> verdict.job() == job);
    if (judged || !job.isLost() || job.forgiven() == MOST_FORGIVEN) {
      return job.again(lockNanos);
    }
    assigned.takeBack(job.key());
    return job.anew(lockNanos);
  }

  @Override
  public void giveBackWaiting() {
    var unused = waiting.takeUnspent();
  }

  @Override
  public void giveBackAll() {
    giveBackWaiting();
    atWork = List.of(); // its attempt counts: what ended the loop may have been the job
    boolean unused = assigned.commit();
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** Of a partition that is another member's now. */
  private void lose(AssignedPartitions.Filter moved) {
    var jobs = atWork.stream().filter(job -> moved.has(job.key())).toList();
    jobs.forEach(HeldJob::lose);
    jobs.forEach(job -> assigned.takeBack(job.key()));
    atWork = atWork.stream().filter(job -> !jobs.contains(job)).toList();
    waiting.removeIf(job -> moved.has(job.key()));
  }
}
