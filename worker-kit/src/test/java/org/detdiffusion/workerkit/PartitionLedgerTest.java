package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PartitionLedgerTest {
  @Test
  void commitsTheFirstUnfinishedJobAndTellsOfThoseAfterIt() {
    var ledger = ledgerOf(7, 8, 9, 10);
    ledger.begin(7);
    ledger.begin(8);
    ledger.begin(9);
    ledger.begin(9);
    ledger.done(8);

    assertThat(ledger.position()).isEqualTo(new OffsetAndMetadata(7, "jobs:1*1,d*1,2*1"));
  }

  @Test
  void commitsTheEndWhenAllIsDone() {
    var ledger = ledgerOf(7, 8);
    ledger.done(8);
    ledger.done(7);

    assertThat(ledger.position()).isEqualTo(new OffsetAndMetadata(9));
  }

  @Test
  void aJobGivenBackCountsAsItDidBefore() {
    var ledger = ledgerOf(7);
    ledger.begin(7);
    ledger.takeBack(7);

    assertThat(ledger.begun(7)).isZero();
  }

  @Test
  void aJobThatIsNoLongerOnTheTopicHoldsUpNobody() {
    var ledger = new PartitionLedger(new OffsetAndMetadata(7, "jobs:1*2"));
    assertThat(ledger.read(20)).isTrue();
    ledger.done(20);

    assertThat(ledger.position().offset()).isEqualTo(21);
  }

  @Test
  void metadataOfSomebodyElseSaysNothing() {
    for (String text : new String[] {"", "jobs:", "jobs:1*", "jobs:x*1", "checkpoint 17", null}) {
      var ledger = new PartitionLedger(new OffsetAndMetadata(7, text));
      assertThat(ledger.read(7)).isTrue();
      assertThat(ledger.begun(7)).isZero();
    }
  }

  private static PartitionLedger ledgerOf(long... jobs) {
    var ledger = new PartitionLedger();
    for (long job : jobs) {
      assertThat(ledger.read(job)).isTrue();
    }
    return ledger;
  }
}
