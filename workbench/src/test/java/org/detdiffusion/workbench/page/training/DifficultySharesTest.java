package org.detdiffusion.workbench.page.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.detdiffusion.messages.AttributeRecord;
import org.detdiffusion.messages.Difficulty;
import org.detdiffusion.workbench.page.PageMessages;
import org.detdiffusion.workbench.page.training.DifficultyShares.Share;
import org.junit.jupiter.api.Test;

class DifficultySharesTest {
  private final DifficultyShares shares = new DifficultyShares();

  @Test
  void aDetectorThatWasTrainedAnewIsItsNextRound() {
    shares.add(PageMessages.verdict("a", Difficulty.HARD));
    shares.add(PageMessages.verdict("b", Difficulty.HARD));
    shares.add(trainedAnew(PageMessages.verdict("a", Difficulty.EASY)));

    assertThat(shares.shares())
        .containsExactly(new Share("judge", 1, 2, 0, 2), new Share("judge", 2, 1, 1, 0));
  }

  @Test
  void ofTwoVerdictsOnOneImageTheNewerCounts() {
    shares.add(PageMessages.verdict("a", Difficulty.HARD));
    shares.add(PageMessages.verdict("a", Difficulty.EASY));

    assertThat(shares.shares()).containsExactly(new Share("judge", 1, 1, 1, 0));
  }

  private static AttributeRecord trainedAnew(AttributeRecord verdict) {
    return AttributeRecord.newBuilder(verdict).setDetectorSha256("anew").build();
  }
}
