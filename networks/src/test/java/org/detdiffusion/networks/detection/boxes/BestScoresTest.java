package org.detdiffusion.networks.detection.boxes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BestScoresTest {

  @Test
  void keepsTheBestAndOfEqualOnesTheFirst() {
    assertThat(indices(3, 0.2, 0.9, 0.5, 0.9, 0.5, 0.1)).containsExactly(1, 3, 2);
  }

  @Test
  void keepsAllWhenThereAreFewer() {
    assertThat(indices(9, 0.2, 0.9, 0.2)).containsExactly(1, 0, 2);
    assertThat(indices(9)).isEmpty();
  }

  private static List<Integer> indices(int most, double... scores) {
    BestScores best = new BestScores(most);
    for (int i = 0; i < scores.length; i++) {
      best.offer(i, scores[i]);
    }
    return best.bestFirst().stream().map(BestScores.Scored::index).toList();
  }
}
