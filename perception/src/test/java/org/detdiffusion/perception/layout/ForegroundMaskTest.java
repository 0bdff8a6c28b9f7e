package org.detdiffusion.perception.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.detdiffusion.perception.geometry.Box;
import org.junit.jupiter.api.Test;

class ForegroundMaskTest {
  private static Layout layout(Box... boxes) {
    return new Layout(
        512, 512, List.of(boxes).stream().map(box -> GoldenLayouts.object("dog", box)).toList());
  }

  @Test
  void smallObjectsWeighMoreThanLargeOnes() {
    ForegroundMask rule = new ForegroundMask(ForegroundMask.Mode.CONSTANT, 2, false, Map.of());
    float[] mask = rule.of(layout(new Box(0, 0, 24, 24), new Box(256, 256, 120, 120)), 64, 64);
    assertThat(mask[0]).isCloseTo(1.14870f, within(1e-5f)); // 2 / 16^0.2
    assertThat(mask[33 * 64 + 33]).isCloseTo(0.65975f, within(1e-5f)); // 2 / 256^0.2
    assertThat(mask[63 * 64]).isCloseTo(0.18946f, within(1e-5f));
  }

  @Test
  void normalisedWeightsHaveMeanOne() {
    float[] mask = ForegroundMask.standard().of(layout(new Box(80, 80, 128, 128)), 64, 64);
    double sum = 0;
    for (float value : mask) {
      sum += value;
    }
    assertThat(sum / mask.length).isCloseTo(1, within(1e-5));
    assertThat(mask[12 * 64 + 12]).isCloseTo(2.95565f, within(0.1f));
  }

  @Test
  void laterObjectsPaintOverEarlierOnes() {
    Box large = new Box(0, 0, 512, 512);
    Box small = new Box(0, 0, 64, 64);
    ForegroundMask rule = new ForegroundMask(ForegroundMask.Mode.AREA, 0.5, false, Map.of());
    float[] smallLast = rule.of(layout(large, small), 64, 64);
    float[] largeLast = rule.of(layout(small, large), 64, 64);
    assertThat(smallLast[0]).isGreaterThan(largeLast[0]);
    assertThat(largeLast[0]).isEqualTo(largeLast[64 * 64 - 1]);
  }

  @Test
  void uniformWeighsEverythingAlike() {
    ForegroundMask rule = new ForegroundMask(ForegroundMask.Mode.UNIFORM, 1, true, Map.of());
    assertThat(rule.of(layout(new Box(0, 0, 64, 64)), 8, 8)).containsOnly(1f);
  }
}
