package org.detdiffusion.workerkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The jobs whose locks we hold: at work, or waiting for it. Used by the polling thread only. */
final class HeldJobs {
  private final Map<HeldJob.Key, HeldJob> byKey = new HashMap<>();
  private final Deque<HeldJob> waiting = new ArrayDeque<>();

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

  List<HeldJob> nextBatch(int most) {
    List<HeldJob> batch = new ArrayList<>();
    while (batch.size() < most && !waiting.isEmpty()) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  List<HeldJob> inHand() {
    return byKey.values().stream().filter(HeldJob::isInHand).toList();
  }

  /** Those of the jobs that can be acknowledged, and have not been yet. */
  List<HeldJob> inHand(Collection<HeldJob> jobs) {
    return jobs.stream().filter(job -> job.isInHand() && byKey.containsValue(job)).toList();
  }

  /** Jobs that nobody works on yet; they wait no more. */
  List<HeldJob> takeWaiting() {
    return nextBatch(Integer.MAX_VALUE);
  }

  Optional<HeldJob> find(HeldJob.Key key) {
    return Optional.ofNullable(byKey.get(key));
  }

  void remove(Collection<HeldJob> jobs) {
    jobs.forEach(job -> byKey.remove(job.key()));
    waiting.removeAll(jobs);
  }
}
