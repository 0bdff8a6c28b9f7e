package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchBytesTest {
  private static final int PARTITIONS = 32;
  private static final int RECORDS = 64;
  private static final int RECORD_BYTES = 900_000;
  private static final int MOST_RECORDS = 100;

  /** Without the bound, a poll brings nearly one record of each partition. */
  @Test
  void aBatchOfImagesIsBoundedByBytesHoweverManyPartitionsWait() throws Exception {
    String topic = filled(TestBroker.newTopic("batch-bytes", PARTITIONS));

    assertBounded(batches(topic));
  }

  /** Without the bound, one answer has all records that a batch may have. */
  @Test
  void aBatchOfJobsIsBoundedByBytesToo() throws Exception {
    String topic = filled(TestBroker.newTopic("job-bytes", 1));

    assertBounded(shared(topic));
  }

  private static String filled(String topic) throws Exception {
    try (var publisher = TestBroker.clients().publisher()) {
      for (int i = 0; i < RECORDS; i++) {
        publisher.publish(new Outgoing(topic, "key-" + i, new byte[RECORD_BYTES]));
      }
    }
    return topic;
  }

  private static void assertBounded(List<Integer> batches) {
    assertThat(batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(RECORDS);
    int most = ClientSettings.FETCH_BYTES / RECORD_BYTES + 1;
    assertThat(batches).allSatisfy(records -> assertThat(records).isLessThanOrEqualTo(most));
  }

  /** How many records each poll brings, until there are no more. */
  private static List<Integer> batches(String topic) {
    List<Integer> batches = new ArrayList<>();
    int read = 0;
    try (var consumer =
        TestBroker.clients().groupConsumer("batch-bytes-" + UUID.randomUUID(), MOST_RECORDS)) {
      consumer.subscribe(List.of(topic));
      var next = new GroupPoll(consumer, consumer.groupMetadata().groupId());
      while (read < RECORDS) {
        int records = next.poll(Duration.ofMillis(500)).count();
        read += records;
        batches.add(records);
      }
    }
    return batches;
  }

  private static List<Integer> shared(String topic) throws InterruptedException {
    List<Integer> batches = new ArrayList<>();
    String group = "job-bytes-" + UUID.randomUUID();
    try (var admin = TestBroker.clients().admin()) {
      new ShareGroupSetup(admin.client()).prepare(group);
    }
    int read = 0;
    try (var consumer =
        TestBroker.clients().shareConsumer(group, JobQueueOptions.batchesOf(MOST_RECORDS))) {
      consumer.subscribe(List.of(topic));
      while (read < RECORDS) {
        var records = consumer.poll(Duration.ofMillis(500));
        records.forEach(consumer::acknowledge);
        read += records.count();
        batches.add(records.count());
      }
    }
    return batches;
  }
}
