package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TopicSnapshotTest {
  private final List<String> seen = new ArrayList<>();
  private final TopicSnapshot snapshot =
      new TopicSnapshot(TestBroker.clients(), Duration.ofSeconds(20));
  private TestTopic topic;

  @BeforeEach
  void createTopic() throws Exception {
    topic = TestTopic.create("kept");
  }

  @Test
  void readsToWhereTheTopicEndedAndLeavesOutWhatIsWrittenMeanwhile() throws Exception {
    topic.write("one", "two");
    snapshot.<Exception>read(
        List.of(topic.name()),
        (record, read, all) -> {
          seen.add(TestTopic.word(record) + " of " + all);
          topic.write("later");
        });
    assertThat(seen).containsExactly("one of 2", "two of 2");
  }

  @Test
  void readsAnEmptyTopicAtOnce() throws Exception {
    snapshot.read(List.of(topic.name()), (record, read, all) -> seen.add("anything"));
    assertThat(seen).isEmpty();
  }

  @Test
  void passesTransactionsThatWereNeverCommitted() throws Exception {
    try (var producer = TestBroker.clients().transactionalProducer(topic.name())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(Records.outgoing(topic.outgoing("aborted"))).get();
      producer.abortTransaction();
    }
    topic.write("committed");
    snapshot.read(List.of(topic.name()), (record, read, all) -> seen.add(TestTopic.word(record)));
    assertThat(seen).containsExactly("committed");
  }

  @Test
  void handsOnWhatItsReaderThrows() throws Exception {
    topic.write("one");
    assertThatThrownBy(
            () ->
                snapshot.<IOException>read(
                    List.of(topic.name()),
                    (record, read, all) -> {
                      throw new IOException("the disk is full");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
  }

  @Test
  void namesATopicThatIsNotThere() {
    assertThatThrownBy(
            () -> snapshot.read(List.of("no-such-topic"), (record, read, all) -> seen.add("any")))
        .isInstanceOf(SnapshotException.class)
        .hasMessageContaining("The topic no-such-topic is not there");
  }
}
