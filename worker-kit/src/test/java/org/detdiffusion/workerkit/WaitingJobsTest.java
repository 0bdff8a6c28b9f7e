package org.detdiffusion.workerkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class WaitingJobsTest {
  private static final long HOUR = 3_600_000_000_000L;
  private final WaitingJobs waiting = new WaitingJobs(WaitingJobsTest::firstLetter, 3, 2, 4);
  private long offset;

  @Test
  void aBatchHasTheShapeOfTheOldest() {
    add("b1", "a1", "b2", "a2");

    assertThat(nextBatch()).containsExactly("b1", "b2");
    assertThat(nextBatch()).containsExactly("a1", "a2");
    assertThat(nextBatch()).isEmpty();
  }

  @Test
  void aBatchIsNoLargerThanAllowed() {
    add("a1", "a2", "a3", "a4");

    assertThat(nextBatch()).containsExactly("a1", "a2", "a3");
  }

  @Test
  void aFrequentShapeDoesNotStarveARareOne() {
    add("a1", "b1", "a2", "a3");
    assertThat(nextBatch()).containsExactly("a1", "a2", "a3");
    add("a4", "a5", "a6");

    assertThat(nextBatch()).containsExactly("b1");
  }

  @Test
  void aJobDeliveredMoreOftenThanTrustedIsWorkedOnAlone() {
    waiting.add(job("a1", 3));
    waiting.add(job("a2", 2));
    add("a3");

    assertThat(nextBatch()).containsExactly("a1");
    assertThat(nextBatch()).containsExactly("a2", "a3");
  }

  @Test
  void tellsTheJobsThatWereNotDeliveredBefore() {
    waiting.add(job("a1", 2));
    add("a2", "b1");

    assertThat(waiting.atFirstDelivery().stream().map(job -> TestTopic.word(job.incoming())))
        .containsExactly("a2", "b1");
  }

  @Test
  void aJobAtItsLastAttemptIsWorkedOnAlone() {
    var twice = new WaitingJobs(WaitingJobsTest::firstLetter, 3, 2, 2);
    twice.add(job("a1", 2));
    twice.add(job("a2", 2));

    assertThat(words(twice.nextBatch())).containsExactly("a1");
  }

  @Test
  void spentJobsGoFirstAndTogetherAndAreNotGivenBack() {
    add("a1");
    waiting.add(job("b1", 5));
    waiting.add(job("a2", 5));

    assertThat(words(waiting.takeUnspent())).containsExactly("a1");
    add("a3");
    assertThat(nextBatch()).containsExactly("b1", "a2");
    assertThat(waiting.nextSpent()).isEmpty();
    assertThat(nextBatch()).containsExactly("a3");
  }

  @Test
  void aJobWhoseShapeCannotBeToldIsWorkedOnAlone() {
    add("", "a1", "");

    assertThat(nextBatch()).containsExactly("");
    assertThat(nextBatch()).containsExactly("a1");
    assertThat(nextBatch()).containsExactly("");
  }

  private void add(String... words) {
    for (String word : words) {
      waiting.add(job(word, 1));
    }
  }

  private HeldJob job(String word, int attempt) {
    byte[] value = word.getBytes(StandardCharsets.UTF_8);
    return new HeldJob(new ConsumerRecord<>("jobs", 0, offset++, "key", value), attempt, HOUR);
  }

  private List<String> nextBatch() {
    return words(waiting.nextBatch());
  }

  private static List<String> words(List<HeldJob> jobs) {
    return jobs.stream().map(job -> TestTopic.word(job.incoming())).toList();
  }

  private static Object firstLetter(Incoming job) {
    return TestTopic.word(job).charAt(0);
  }
}
