package org.detdiffusion.workerkit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The jobs of a share group whose locks we hold: at work, or waiting for it. */
final class HeldJobs {
  private final Map<HeldJob.Key, HeldJob> byKey = new HashMap<>();
  private final WaitingJobs waiting;

  HeldJobs(WaitingJobs waiting) {
    this.waiting = waiting;
  }

  /** Takes what a poll returned: new jobs wait, renewed ones are in hand again. */
  void take(Iterable<ConsumerRecord<String, byte[]>> polled, long lockNanos) {
    for (var record : polled) {
      var known = byKey.get(HeldJob.key(record));
      if (known == null) {
        var job = new HeldJob(record, lockNanos);
        byKey.put(job.key(), job);
        waiting.add(job);
      } else {
        known.handedBack(record, lockNanos);
      }
    }
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  List<HeldJob> inHand() {
    return byKey.values().stream().filter(HeldJob::isInHand).toList();
  }

  /** Those that the next poll hands back. */
  List<HeldJob> awaited() {
    return byKey.values().stream().filter(HeldJob::isAwaited).toList();
  }

  /** Those of the jobs that can be acknowledged, and have not been yet. */
  List<HeldJob> inHand(Collection<HeldJob> jobs) {
    return jobs.stream().filter(job -> job.isInHand() && byKey.get(job.key()) == job).toList();
  }

  Optional<HeldJob> find(HeldJob.Key key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** Those that others have, by what the brokers have told. */
  void forgetRefused() {
    remove(byKey.values().stream().filter(HeldJob::isRefused).toList());
  }

  void remove(Collection<HeldJob> jobs) {
    jobs.forEach(job -> byKey.remove(job.key()));
    waiting.removeIf(jobs::contains);
  }
}
