package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** Any order of reading, beginning, finishing, failing, committing, and workers that die. */
class PartitionLedgerPropertiesTest {
  private static final int STEPS = 60;

  /** The log, the brokers' memory of the group, and what really happened to each job. */
  private static final class World {
    final Random random;
    final long first;
    final Set<Long> finished = new HashSet<>();
    final Set<Long> finishedHere = new HashSet<>();
    final Set<Long> finishedAtCommit = new HashSet<>();
    final Map<Long, Integer> begunAtCommit = new HashMap<>();
    final Set<Long> held = new HashSet<>();
    OffsetAndMetadata committed;
    PartitionLedger ledger = new PartitionLedger();
    long position;

    World(long seed, long first) {
      this.random = new Random(seed);
      this.first = first;
      this.position = first;
    }

    /** Offsets have holes: markers of transactions are none of our jobs. */
    static boolean isJob(long offset) {
      return offset % 5 != 3;
    }

    void step() {
      switch (random.nextInt(6)) {
        case 0, 1 -> read();
        case 2 -> begin();
        case 3 -> finish();
        case 4 -> commit();
        default -> die();
      }
    }

    void read() {
      if (isJob(position)) {
        boolean open = ledger.read(position);
        assertThat(open)
            .as("job %d is delivered unless it was finished before the commit", position)
            .isEqualTo(!finishedAtCommit.contains(position));
        if (open) {
          held.add(position);
          assertThat(ledger.begun(position)).isEqualTo(begunAtCommit.getOrDefault(position, 0));
        }
      }
      position++;
    }

    void begin() {
      if (!held.isEmpty()) {
        long job = any();
        ledger.begin(job);
        commit();
      }
    }

    void finish() {
      if (!held.isEmpty()) {
        long job = any();
        ledger.done(job);
        held.remove(job);
        finished.add(job);
        finishedHere.add(job);
      }
    }

    long any() {
      return held.stream().sorted().skip(random.nextInt(held.size())).findFirst().orElseThrow();
    }

    void commit() {
      committed = ledger.position();
      finishedAtCommit.addAll(finishedHere);
      held.forEach(job -> begunAtCommit.put(job, ledger.begun(job)));
      for (long job = first; job < committed.offset(); job++) {
        assertThat(finished.contains(job) || !isJob(job))
            .as("job %d lies before the committed offset, so it is finished", job)
            .isTrue();
      }
    }

    /** Another worker takes over, from what is committed. */
    void die() {
      ledger = committed == null ? new PartitionLedger() : new PartitionLedger(committed);
      position = committed == null ? first : Math.max(first, committed.offset());
      held.clear();
      finishedHere.clear();
    }
  }

  @Property(tries = 10_000)
  void noJobIsCommittedBeforeItIsFinishedAndNoAttemptIsForgotten(
      @ForAll long seed, @ForAll @IntRange(max = 1_000_000) int first) {
    var world = new World(seed, first);
    for (int step = 0; step < STEPS; step++) {
      world.step();
    }
  }

  @Property(tries = 50)
  void whatDoesNotFitIntoTheMetadataIsRepeatedNotLost(@ForAll long seed) {
    var random = new Random(seed);
    var ledger = new PartitionLedger();
    Set<Long> unfinished = new HashSet<>();
    for (long job = 0; job < 5000; job++) {
      assertThat(ledger.read(job)).isTrue();
      ledger.begin(job);
      if (job > 0 && random.nextBoolean()) {
        ledger.done(job);
      } else {
        unfinished.add(job);
      }
    }
    var position = ledger.position();
    assertThat(position.offset()).isZero();
    assertThat(position.metadata()).hasSizeLessThan(4096);
    var next = new PartitionLedger(position);
    for (long job = 0; job < 5000; job++) {
      assertThat(next.read(job) || !unfinished.contains(job)).isTrue();
    }
  }
}
