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
  void take(Iterable<ConsumerRecord<String, byte[]>> polled) {
    for (var record : polled) {
      var known = byKey.get(HeldJob.key(record));
      if (known == null) {
        var job = new HeldJob(record);
        byKey.put(job.key(), job);
        waiting.add(job);
      } else {
        known.handedBack(record);
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

  /** Renewed jobs that no poll has handed back for that long. */
  List<HeldJob> overdue(long nanos) {
    return byKey.values().stream().filter(job -> job.isOverdue(nanos)).toList();
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
