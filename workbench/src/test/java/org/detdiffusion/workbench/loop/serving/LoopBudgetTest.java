package org.detdiffusion.workbench.loop.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.detdiffusion.messages.Focus;
import org.junit.jupiter.api.Test;

class LoopBudgetTest {
  @Test
  void loopsOnTwoSplitsOfADataSetHaveIdsOfTheirOwn() {
    LoopBudget train = new LoopBudget("pets", "train", 2, 2, Focus.NONE, 0.5);
    LoopBudget more = new LoopBudget("pets", "more", 2, 2, Focus.NONE, 0.5);
    assertThat(train.imagesOf(1)).isEqualTo("loop-pets-1");
    assertThat(more.imagesOf(1)).isEqualTo("loop-pets-more-1");
    assertThat(more.runOf(1, "fold-0")).isEqualTo("loop-pets-more-1-fold-0");
  }

  @Test
  void whatCanNotBeRunIsRefusedByTheNameOfItsSetting() {
    expectRefusal(0, 2, 0.5, "detdiffusion.loop.rounds is 0; set it to 1 or more.");
    expectRefusal(1, 0, 0.5, "detdiffusion.loop.images is 0; set it to 1 to 10000.");
    expectRefusal(1, 10_001, 0.5, "detdiffusion.loop.images is 10001; set it to 1 to 10000.");
    expectRefusal(1, 2, 2, "detdiffusion.loop.min-agreement is 2.0; set it to 0 to 1.");
    expectRefusal(1, 2, Double.NaN, "detdiffusion.loop.min-agreement is NaN; set it to 0 to 1.");
  }

  private static void expectRefusal(int rounds, int images, double agreement, String sentence) {
    assertThatThrownBy(() -> new LoopBudget("pets", "train", rounds, images, Focus.NONE, agreement))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }
}
