package org.detdiffusion.perception.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunLengthsTest {
  @Test
  void countsColumnByColumn() {
    Mask mask = Mask.empty(3, 2);
    mask.bits().set(1); // x 1, y 0
    assertThat(RunLengths.of(mask).counts()).containsExactly(2, 1, 3);
  }

  @Test
  void anyMaskSurvivesTheCompressedText() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      int width = 1 + random.nextInt(90);
      int height = 1 + random.nextInt(90);
      BitSet bits = new BitSet();
      double density = random.nextDouble();
      for (int i = 0; i < width * height; i++) {
        bits.set(i, random.nextDouble() < density * density);
      }
      Mask mask = new Mask(width, height, bits);
      assertThat(RunLengths.decode(RunLengths.encode(mask), width, height)).isEqualTo(mask);
      assertThat(RunLengths.of(mask).area()).isEqualTo(mask.area());
    }
  }

  @Test
  void aFullMaskBeginsWithAnEmptyRun() {
    RunLengths full = RunLengths.of(Mask.rectangle(5, 4, new Box(0, 0, 5, 4)));
    assertThat(full.counts()).containsExactly(0, 20);
    assertThat(full.box()).isEqualTo(new Box(0, 0, 5, 4));
  }

  @Test
  void theBoxIsTightAroundTheMask() {
    Mask mask = Mask.rectangle(30, 20, new Box(4, 6, 9, 3));
    assertThat(RunLengths.of(mask).box()).isEqualTo(new Box(4, 6, 9, 3));
  }

  @Test
  void aCrowdIsMeasuredAgainstTheDetectionOnly() {
    RunLengths detection = RunLengths.of(Mask.rectangle(10, 10, new Box(0, 0, 4, 5)));
    RunLengths truth = RunLengths.of(Mask.rectangle(10, 10, new Box(2, 0, 8, 10)));
    assertThat(detection.intersectionOverUnion(truth, false)).isEqualTo(10.0 / 90);
    assertThat(detection.intersectionOverUnion(truth, true)).isEqualTo(0.5);
  }

  @Test
  void polygonsOfOneObjectAreJoined() {
    double[] left = {0, 0, 4, 0, 4, 4, 0, 4};
    double[] right = {6, 0, 8, 0, 8, 4, 6, 4};
    RunLengths joined = RunLengths.ofPolygons(List.of(left, right), 10, 10);
    assertThat(joined.area()).isEqualTo(24);
    assertThat(joined.box()).isEqualTo(new Box(0, 0, 8, 4));
  }

  @Test
  void refusesRunsThatDoNotFillTheMask() {
    assertThatThrownBy(() -> RunLengths.ofCounts(4, 4, new int[] {3, 4}))
        .hasMessage("runs of 7 pixels don't fill a mask of 4x4");
    assertThatThrownBy(() -> RunLengths.ofCounts(4, 4, new int[] {20, -4}))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> RunLengths.decode("04", 100_000, 100_000))
        .hasMessageContaining("100000x100000");
    assertThatThrownBy(() -> RunLengths.decode("ooooooooooooo", 4, 4))
        .hasMessageContaining("breaks off");
    assertThatThrownBy(() -> RunLengths.decode("~", 4, 4)).hasMessageContaining("character");
  }

  @Test
  void refusesPolygonsThatAreNone() {
    assertThatThrownBy(() -> RunLengths.ofPolygons(List.of(new double[] {1, 2, 3, 4}), 9, 9))
        .hasMessageContaining("three points");
    double[] endless = {0, 0, 1e30, 0, 5, 5};
    assertThatThrownBy(() -> RunLengths.ofPolygons(List.of(endless), 9, 9))
        .hasMessageContaining("100000 pixels");
  }
}
