package org.detdiffusion.workbench.page.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import org.detdiffusion.messages.Topics;
import org.detdiffusion.workerkit.Incoming;
import org.junit.jupiter.api.Test;

class TopicCountsTest {
  private static final String LETTERS = Topics.deadLetters(Topics.LAYOUT_JOBS);

  private final TopicCounts counts = new TopicCounts(InstantSource.system());

  @Test
  void receiptsOfLettersThatRetentionHasTakenHideNoNewOnes() {
    for (int settled = 0; settled < 50; settled++) {
      counts.add(receipt(0, 50 + settled, settled));
    }
    for (int fresh = 0; fresh < 5; fresh++) {
      counts.add(letter(0, 100 + fresh));
    }
    assertThat(counts.deadLetters(Topics.LAYOUT_JOBS)).isEqualTo(5);
    counts.add(receipt(0, 105, 100));
    assertThat(counts.deadLetters(Topics.LAYOUT_JOBS)).isEqualTo(4);
  }

  @Test
  void whatEachPartitionBeganWithIsItsOwn() {
    counts.add(letter(0, 900));
    counts.add(letter(1, 3));
    counts.add(receipt(1, 4, 3));
    assertThat(counts.deadLetters(Topics.LAYOUT_JOBS)).isEqualTo(1);
  }

  private static Incoming letter(int partition, long offset) {
    Map<String, String> headers = Map.of("origin-topic", Topics.LAYOUT_JOBS);
    return new Incoming(LETTERS, partition, offset, "job", new byte[] {1}, headers, 1);
  }

  private static Incoming receipt(int partition, long offset, long letter) {
    Map<String, String> headers = Map.of("redriven-offset", Long.toString(letter));
    return new Incoming(LETTERS, partition, offset, "job", null, headers, 1);
  }
}
