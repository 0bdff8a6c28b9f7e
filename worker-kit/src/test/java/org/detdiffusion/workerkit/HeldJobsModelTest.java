package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Random schedules of polls, batches, renewals, lost locks, ends and failures, beside a model that
 * says of each job only where it is. What must never happen is that a job is taken for finished
 * which is not: it would be acknowledged, and lost.
 */
class HeldJobsModelTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);
  private static final int STEPS = 60;
  private static final int MOST_POLLED = 4;

  /** Of one job, what a careful reader of the protocol expects. */
  private static final class Expected {
    short deliveries = 1;
    boolean waiting = true;
    boolean inHand = true;
    boolean lost;
  }

  private final Map<Long, Expected> model = new TreeMap<>();
  private final List<HeldJob> atWork = new ArrayList<>();
  private WaitingJobs waiting = waiting();
  private HeldJobs held = new HeldJobs(waiting);
  private long nextOffset;

  @Property(tries = 10_000)
  void noScheduleMakesItTakeAJobForAnother(@ForAll long seed) {
    var random = new Random(seed);
    model.clear();
    atWork.clear();
    waiting = waiting();
    held = new HeldJobs(waiting);
    nextOffset = 0;
    for (int step = 0; step < STEPS; step++) {
      step(random);
      compare();
    }
  }

  private static WaitingJobs waiting() {
    return new WaitingJobs(
        job -> "any", MOST_POLLED, ShareJobs.TRUSTED_DELIVERIES, Integer.MAX_VALUE);
  }

  private void step(Random random) {
    switch (random.nextInt(8)) {
      case 0 -> pollNew(random.nextInt(MOST_POLLED));
      case 1 -> begin();
      case 2 -> renewAll();
      case 3 -> handBack(random);
      case 4 -> loseOne(random);
      case 5 -> finish();
      case 6 -> releaseFresh();
      default -> giveBackWaiting();
    }
  }

  private void pollNew(int count) {
    var polled = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (int i = 0; i < count; i++) {
      polled.add(DroppingQueue.record(nextOffset, (short) 1));
      model.put(nextOffset++, new Expected());
    }
    held.take(polled, LONG);
  }

  /** Jobs wait in the order of their arrival. */
  private void begin() {
    if (!atWork.isEmpty()) {
      return;
    }
    var first = offsets(job -> job.waiting).limit(MOST_POLLED).toList();
    atWork.addAll(waiting.nextBatch());
    assertThat(atWork.stream().map(job -> job.key().offset())).containsExactlyElementsOf(first);
    first.forEach(offset -> model.get(offset).waiting = false);
  }

  private void renewAll() {
    held.inHand().forEach(HeldJob::renewed);
    model.values().forEach(job -> job.inHand = false);
  }

  /** Some of the renewed come back; of those that were lost, some as a further delivery. */
  private void handBack(Random random) {
    var polled = new ArrayList<ConsumerRecord<String, byte[]>>();
    model.forEach(
        (offset, job) -> {
          if (!job.inHand && random.nextBoolean()) {
            boolean anew = job.lost && random.nextBoolean();
            job.deliveries = (short) (job.deliveries + (anew ? 1 : 0));
            job.lost = job.lost && !anew;
            job.inHand = true;
            polled.add(DroppingQueue.record(offset, job.deliveries));
          }
        });
    held.take(polled, LONG);
  }

  private void loseOne(Random random) {
    if (!model.isEmpty()) {
      var offsets = List.copyOf(model.keySet());
      long offset = offsets.get(random.nextInt(offsets.size()));
      model.get(offset).lost = true;
      held.find(key(offset)).orElseThrow().lose();
    }
  }

  /** Only what is in hand can be acknowledged; what is not is forgotten, and Kafka keeps it. */
  private void finish() {
    var inHand = held.inHand(atWork);
    var expected = atWork.stream().filter(job -> model.get(job.key().offset()).inHand).toList();
    assertThat(inHand).containsExactlyElementsOf(expected);
    inHand.forEach(HeldJob::handOver);
    held.remove(atWork);
    atWork.forEach(job -> model.remove(job.key().offset()));
    atWork.clear();
  }

  /** As behind a long batch: who was delivered before stays. */
  private void releaseFresh() {
    var released = held.inHand(waiting.atFirstDelivery());
    var expected = offsets(job -> job.waiting && job.inHand && job.deliveries == 1).toList();
    assertThat(released.stream().map(job -> job.key().offset()))
        .containsExactlyInAnyOrderElementsOf(expected);
    released.forEach(HeldJob::handOver);
    held.remove(released);
    model.keySet().removeAll(expected);
  }

  private void giveBackWaiting() {
    var givenBack = waiting.takeUnspent();
    assertThat(givenBack.stream().map(job -> job.key().offset()))
        .containsExactlyElementsOf(offsets(job -> job.waiting).toList());
    held.remove(givenBack);
    model.values().removeIf(job -> job.waiting);
  }

  private void compare() {
    assertThat(held.inHand().stream().map(job -> job.key().offset()))
        .containsExactlyInAnyOrderElementsOf(offsets(job -> job.inHand).toList());
    model.forEach(
        (offset, job) -> {
          var found = held.find(key(offset)).orElseThrow();
          assertThat(found.isLost()).isEqualTo(job.lost);
          assertThat(found.record().deliveryCount()).contains(job.deliveries);
          assertThat(found.incoming().attempt()).isEqualTo(job.deliveries);
        });
    assertThat(held.find(key(nextOffset))).isEmpty();
  }

  private Stream<Long> offsets(java.util.function.Predicate<Expected> which) {
    return model.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .sorted(Comparator.naturalOrder());
  }

  private static HeldJob.Key key(long offset) {
    return new HeldJob.Key(DroppingQueue.TOPIC, 0, offset);
  }
}
